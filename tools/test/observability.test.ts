import fs from 'node:fs';
import path from 'node:path';
import { createContext } from '../infrastructure';
import { serve } from '../infrastructure/part';
import { createPorts } from '../infrastructure/ports';
import { promtool } from '../infrastructure/promtool';
import { runCommand } from '../infrastructure/run-command';
import { alertRules, dashboardPanels, observabilityFolder, queries, usesIn } from '../observability';
import { root } from '../paths';
import { takeHome } from '../processes/home';
import { cleanUpAfter } from '../processes/leftovers';
import { createStack } from '../processes/stack';
import { say } from '../progress';
import { temporaryFolder } from './temporary-folder';

const folder = temporaryFolder();

describe('what watches over an installation', () => {
  let command: string;
  const check = (...args: string[]): Promise<string> =>
    runCommand(command, args, { cwd: observabilityFolder, limitMs: 60_000, lines: 40 });

  beforeAll(async () => {
    const stack = createStack(await takeHome(path.join(folder, 'home'), cleanUpAfter));
    const context = createContext({
      ...{ stack, ports: createPorts('private'), durable: false, vhosts: [], mailsReadable: false, say },
      environment: process.env,
    });
    command = (await serve(promtool, context)).value.command;
  }, 900_000);

  it('is a configuration with rules that Prometheus takes', async () => {
    expect(await check('check', 'config', 'prometheus.yml')).toContain(`${alertRules().length} rules found`);
  });

  it('raises the alarms that it should and no others', async () => {
    expect(await check('test', 'rules', 'alerts.test.yml')).toContain('SUCCESS');
  });

  it('asks in the dashboard what Prometheus understands', async () => {
    const rules = queries().map(({ expression }, index) => ({ record: `query:${index}`, expr: expression }));
    const file = path.join(folder, 'queries.yml');
    fs.writeFileSync(file, JSON.stringify({ groups: [{ name: 'queries', rules }] }));
    expect(await check('check', 'rules', file)).toContain(`${rules.length} rules found`);
  });
});

it('lays the panels of the dashboard side by side', () => {
  const panels = dashboardPanels();
  const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, n) => `${x + (n % w)},${y + Math.floor(n / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
});

it('leads from each alarm to its place in the handbook, which has no other', () => {
  const handbook = fs.readFileSync(path.join(root, 'docs/operations.md'), 'utf8');
  const [, alarms = ''] = /^## Alarms$([\s\S]*?)^## /m.exec(handbook) ?? [];
  const headings = [...alarms.matchAll(/^### (\w+)$/gm)].map(([, heading]) => heading);
  expect(headings).toEqual(alertRules().map(({ alert }) => alert));
  for (const { alert, annotations } of alertRules())
    expect(annotations.runbook).toBe(`docs/operations.md#${alert.toLowerCase()}`);
});

it('knows which metrics and labels an expression reads', () => {
  const expression =
    'sum by (service, le) (rate(a_bucket{status=~"5..", x!="b c"}[5m])) > 0.5 and max(d) == 0';
  expect(usesIn(expression)).toEqual([
    { metric: 'a_bucket', labels: ['service', 'le', 'status', 'x'] },
    { metric: 'd', labels: ['service', 'le'] },
  ]);
});
