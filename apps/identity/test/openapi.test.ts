import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { identityOpenApi } from '../src/openapi';

it('describes every route, and no other', () => {
  const sources = readdirSync(path.join(__dirname, '../src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.routes.ts'))
    .map((file) => readFileSync(path.join(__dirname, '../src', file), 'utf8'));
  // The same in every service.
  for (const file of [
    'audit/audit.routes.ts',
    'dead-letters/dead-letters.routes.ts',
    'operations/operations.routes.ts',
  ])
    sources.push(readFileSync(path.join(__dirname, '../../../libs/service-defaults/src', file), 'utf8'));
  const routes = sources.flatMap((source) =>
    [...source.matchAll(/router\.(get|post|delete|put|patch)\('([^']+)'/g)].map(
      ([, verb, route]) => `${verb} ${route?.replace(/:(\w+)/g, '{$1}')}`,
    ),
  );
  const { paths } = identityOpenApi();
  const described = Object.entries(paths ?? {}).flatMap(([route, item]) =>
    Object.keys(item as object).map((verb) => `${verb} ${route}`),
  );
  expect(described.sort()).toEqual(routes.sort());
});
