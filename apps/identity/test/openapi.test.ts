import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { importPaths } from '../src/imports/imports.routes';
import { invitationsPath } from '../src/invitations/invitations.routes';
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
  // Those that others must know as well have a name.
  const named: Record<string, string> = {
    invitationsPath,
    'importPaths.preview': importPaths.preview,
    'importPaths.start': importPaths.start,
  };
  const routes = sources.flatMap((source) =>
    [...source.matchAll(/router\.(get|post|delete|put|patch)\((?:'([^']+)'|([\w.]+))/g)].map(
      ([, verb, route, name = '']) => `${verb} ${(route ?? named[name])?.replace(/:(\w+)/g, '{$1}')}`,
    ),
  );
  const { paths } = identityOpenApi();
  const described = Object.entries(paths ?? {}).flatMap(([route, item]) =>
    Object.keys(item as object).map((verb) => `${verb} ${route}`),
  );
  expect(described.sort()).toEqual(routes.sort());
});
