import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { Generated } from '../generate';
import { root } from '../paths';

const apps = {
  identity: 'apps/identity/src/config.ts',
  tenancy: 'apps/tenancy/src/config.ts',
  notifier: 'apps/notifier/src/config.ts',
  scheduler: 'apps/scheduler/src/config.ts',
  'admin-web': 'apps/admin-web/server/config.ts',
};

type Variable = {
  description?: string;
  default?: string | number | boolean;
  enum?: unknown[];
  type?: string;
  format?: string;
};

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function row(name: string, variable: Variable, required: boolean): string {
  const values = variable.enum
    ? variable.enum.map((value) => `\`${String(value)}\``).join(', ')
    : (variable.format ?? variable.type ?? 'text');
  const byDefault =
    variable.default === undefined ? (required ? 'required' : '') : `\`${String(variable.default)}\``;
  return `| \`${name}\` | ${cell(values)} | ${cell(byDefault)} | ${cell(variable.description ?? '')} |`;
}

/** `docs/configuration.md`: every variable of every service, from the schema that checks it at start. */
export async function configurationPage(): Promise<Generated> {
  const sections: string[] = [];
  for (const [app, file] of Object.entries(apps)) {
    if (!existsSync(path.join(root, file))) throw new Error(`${file} is missing.`);
    const module = (await import(pathToFileURL(path.join(root, file)).href)) as { configSchema?: z.ZodType };
    if (!module.configSchema) throw new Error(`${file} must export configSchema.`);
    const schema = z.toJSONSchema(module.configSchema, { io: 'input', unrepresentable: 'any' });
    const required = new Set(schema.required ?? []);
    const rows = Object.entries((schema.properties ?? {}) as Record<string, Variable>).map(
      ([name, variable]) => row(name, variable, required.has(name)),
    );
    sections.push(
      `## ${app}`,
      '',
      '| variable | values | default | what it is |',
      '| --- | --- | --- | --- |',
      ...rows,
      '',
    );
  }
  const head = [
    '# Configuration',
    '',
    'Made by `npm run generate` from the schemas that each service checks its environment with at start. A service that finds a value missing or wrong names every such variable and does not start. Any variable `X` can be given as `X_FILE`, the path of a file that holds the value.',
    '',
  ];
  return new Map([['docs/configuration.md', [...head, ...sections].join('\n')]]);
}
