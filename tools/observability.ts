import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { root } from './paths';

/** A PromQL expression of deploy/observability, and where it stands. */
export type Query = { where: string; expression: string };
/** A metric that an expression reads, with the labels that it names there. */
export type Use = { metric: string; labels: string[] };

export const observabilityFolder = path.join(root, 'deploy', 'observability');
const read = (file: string): string => fs.readFileSync(path.join(observabilityFolder, file), 'utf8');

export type Rule = { alert: string; expr: string; annotations: { summary: string; runbook: string } };
type Panel = {
  id: number;
  type: string;
  title: string;
  gridPos: { x: number; y: number; w: number; h: number };
  targets?: { expr: string }[];
};

export const alertRules = (): Rule[] =>
  (parse(read('alerts.yml')) as { groups: { rules: Rule[] }[] }).groups.flatMap(({ rules }) => rules);

export const dashboardPanels = (): Panel[] =>
  (JSON.parse(read('grafana/tenantry.json')) as { panels: Panel[] }).panels;

/** Every expression of the alert rules and the dashboard; Grafana's own variables are replaced as it would. */
export const queries = (): Query[] => [
  ...alertRules().map(({ alert, expr }) => ({ where: `alert ${alert}`, expression: expr })),
  ...dashboardPanels().flatMap(({ title, targets = [] }) =>
    targets.map(({ expr }) => ({
      where: `panel ${title}`,
      expression: expr.replaceAll('$__rate_interval', '5m').replaceAll('$service', '.*'),
    })),
  ),
];

const words = /^(and|or|unless|bool|offset)$/;
const grouping = /\b(?:by|on|without|ignoring) \(([^)]*)\)/g;

/**
 * The metrics that an expression reads, each with the labels of its matchers and of all groupings. Enough of PromQL for
 * what stands here; promtool knows the grammar.
 */
export const usesIn = (expression: string): Use[] => {
  const grouped = [...expression.matchAll(grouping)].flatMap(([, list = '']) => list.split(/\s*,\s*/));
  const bare = expression.replaceAll(/"(?:[^"\\]|\\.)*"|\[[^\]]*\]/g, '').replaceAll(grouping, '');
  const names = bare.matchAll(/\b([a-zA-Z_:][\w:]*)\b(?!\s*\()\s*(?:\{([^}]*)\})?/g);
  return [...names]
    .filter(([, name = '']) => !words.test(name))
    .map(([, metric = '', matchers = '']) => ({
      metric,
      labels: [...grouped, ...[...matchers.matchAll(/\w+/g)].map(([label]) => label)],
    }));
};
