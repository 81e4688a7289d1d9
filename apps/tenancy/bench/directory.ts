import { execFile } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { loadavg } from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { directoryPageSchema } from '@tenantry/contracts';
import { testService, type TestService } from '../test/support/service';
import { writePlans } from './plans';
import { fillWorld } from './world';

const secondsEach = 3;
const goals = { page: 30, deepToFirst: 1.3, search: { 1: 30, 10: 100 } };

/** 'Contains' as people type it: with hardly any hit, with very many, a first and a family name, and in vain. */
const searches = { rare: 'petrov9713', common: 'anders', fullName: 'nora petrov', absent: 'nobodyhasthis' };
/** Shown beside them: very many hits that stand together at the end of the list, where no index leads to the first of them. */
const together = 'zimmer';
type Case = 'first' | 'deep' | 'together' | keyof typeof searches;
type Clients = 1 | 10;

/**
 * The directory over HTTP among a million users, as the operator and as an administrator above a hundredth of them.
 * `-- --users <number>` takes fewer; `-- --plans` writes docs/query-plans.md too.
 */
export async function run({ databaseUrl }: { databaseUrl: string }) {
  const { values } = parseArgs({
    options: { users: { type: 'string', default: '1000000' }, plans: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const service = await testService();
  const server = service.app.listen(0, '127.0.0.1');
  try {
    const world = await fillWorld(service.ownerUrl, Number(values.users));
    const { port } = server.address() as AddressInfo;
    const p95: Record<string, Record<Case, Record<Clients, number>>> = {};
    const cases: Parameters<typeof writePlans>[3][number][] = [];
    for (const [name, actor] of Object.entries({ operator: world.operator, delegated: world.delegated })) {
      const cookie = await service.signIn(actor);
      const paths = pathsWith(await deepCursor(service, cookie));
      const measured = {} as Record<Case, Record<Clients, number>>;
      for (const [what, asked] of Object.entries(paths) as [Case, string][]) {
        const url = `http://127.0.0.1:${port}${asked}`;
        measured[what] = { 1: await p95Of(url, cookie, 1), 10: await p95Of(url, cookie, 10) };
        const query = searchedFor(what);
        const title = `${titles[name] ?? name}: ${query === undefined ? `${what} page` : `'${query}' (${what})`}`;
        cases.push({ title, ask: async () => service.get(asked, cookie).expect(200) });
      }
      p95[name] = measured;
    }
    if (values.plans) await writePlans(service, databaseUrl, world.users, cases);
    const { users, organizations, centers } = world;
    return resultOf(p95, { users, organizations, centers });
  } finally {
    server.close();
    server.closeAllConnections();
    await service.close();
  }
}

const titles: Record<string, string> = {
  operator: 'A master of the operator',
  delegated: 'An administrator above 10,000 users',
};
const searchedFor = (what: Case): string | undefined =>
  what === 'first' || what === 'deep' ? undefined : what === 'together' ? together : searches[what];

function pathsWith(cursor: string): Record<Case, string> {
  const list = '/v1/directory/users';
  const search = (text: string) => `${list}?q=${encodeURIComponent(text)}`;
  return {
    first: list,
    deep: `${list}?cursor=${encodeURIComponent(cursor)}`,
    rare: search(searches.rare),
    common: search(searches.common),
    together: search(together),
    fullName: search(searches.fullName),
    absent: search(searches.absent),
  };
}

/** A cursor 8,000 rows into the list: the delegated administrator sees not quite 10,000. */
async function deepCursor(service: TestService, cookie: string): Promise<string> {
  let cursor: string | null = null;
  for (let page = 0; page < 40; page += 1) {
    const query: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const answer = await service.get(`/v1/directory/users?limit=200${query}`, cookie).expect(200);
    cursor = directoryPageSchema.parse(answer.body).nextCursor;
  }
  if (cursor === null) throw new Error('the list is shorter than 8,000 rows');
  return cursor;
}

async function p95Of(url: string, cookie: string, clients: Clients): Promise<number> {
  const load = JSON.stringify({ url, cookie, clients, seconds: secondsEach });
  const args = ['--import', 'tsx', path.join(__dirname, 'load.ts'), load];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 64 * 1024 * 1024 });
  const took = (JSON.parse(stdout) as number[]).sort((a, b) => a - b);
  return Math.round((took[Math.floor(took.length * 0.95)] ?? NaN) * 10) / 10;
}

function resultOf(p95: Record<string, Record<Case, Record<Clients, number>>>, world: object) {
  const each = Object.values(p95);
  const worst = Math.max(...each.flatMap(({ first, deep }) => [first[10], deep[10]]));
  const deepToFirst = Math.max(...each.map(({ first, deep }) => deep[10] / first[10]));
  const search = (clients: Clients) =>
    Math.max(
      ...each.flatMap((of) =>
        (Object.keys(searches) as (keyof typeof searches)[]).map((what) => of[what][clients]),
      ),
    );
  return {
    bench: 'directory',
    value: worst,
    unit: 'ms (p95 of the first and of a deep page, 10 clients)',
    goal: goals.page,
    met:
      worst <= goals.page &&
      deepToFirst <= goals.deepToFirst &&
      search(1) <= goals.search[1] &&
      search(10) <= goals.search[10],
    details: {
      ...world,
      p95Ms: p95,
      deepToFirst: Math.round(deepToFirst * 100) / 100,
      searchWorstMs: { 1: search(1), 10: search(10) },
      goals,
      loadAverage: Math.round((loadavg()[0] ?? NaN) * 100) / 100,
    },
  };
}
