import type { Operation } from './operations';

/** Status by what the actor is, and in `foreign` what all of them but the operator get for a stranger's things. */
export type Expected = { actors: Readonly<Record<string, number>>; foreign: number | null };

export const routeOf = ({ method, path }: Pick<Operation, 'method' | 'path'>): string =>
  `${method.toUpperCase()} ${path}`;

/**
 * Reads a table of statuses: a line of column names that ends in `foreign route`, then a line for each route.
 * @returns the actors in their order, and what each route answers them
 * @throws where a line is malformed or a route is there twice
 */
export function expectationsOf(table: string): { actors: string[]; byRoute: ReadonlyMap<string, Expected> } {
  const [head = '', ...lines] = table.split('\n').filter((line) => line.trim() !== '');
  const columns = head.trim().split(/\s+/);
  const actors = columns.slice(0, -2);
  if (columns.slice(-2).join(' ') !== 'foreign route')
    throw new Error(`The first line is not the actors, then "foreign route": ${head}`);
  const byRoute = new Map<string, Expected>();
  for (const line of lines) {
    const cells = line.trim().split(/\s+/);
    const statuses = cells.slice(0, actors.length + 1);
    const route = cells.slice(actors.length + 1);
    const isStatus = (cell: string, at: number) =>
      /^[2-5]\d\d$/.test(cell) || (at === actors.length && cell === '-');
    if (!statuses.every(isStatus) || !/^(?:GET|POST|PUT|PATCH|DELETE) \/\S*$/.test(route.join(' ')))
      throw new Error(`This is not a status for each of ${columns.join(', ')}: ${line}`);
    if (byRoute.has(route.join(' '))) throw new Error(`${route.join(' ')} is there twice.`);
    const foreign = statuses.at(-1);
    byRoute.set(route.join(' '), {
      actors: Object.fromEntries(actors.map((actor, at) => [actor, Number(statuses[at])])),
      foreign: foreign === '-' ? null : Number(foreign),
    });
  }
  return { actors, byRoute };
}

/** What is wrong between a document and a table: routes without a line, lines without a route, lines that prove nothing. */
export function gapsOf(operations: readonly Operation[], byRoute: ReadonlyMap<string, Expected>): string[] {
  const routes = operations.map(routeOf);
  const provesNothing = ({ actors: { nobody, ...others } }: Expected) =>
    nobody === 401 && Object.values(others).every((status) => status === 400 || status === 404);
  return [
    ...routes.filter((route) => !byRoute.has(route)).map((route) => `${route}: has no line in the table`),
    ...[...byRoute].flatMap(([route, expected]) => {
      if (!routes.includes(route)) return [`${route}: is not in the document`];
      return provesNothing(expected) ? [`${route}: nobody can ask it, which proves nothing`] : [];
    }),
  ];
}
