import { execFile } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { loadavg } from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { directoryPageSchema } from '@tenantry/contracts';
import { testService, type TestService } from '../test/support/service';
import { writePlans } from './plans';
import { fillWorld, type World } from './world';

const secondsEach = 3;
const goals = { page: 30, deepToFirst: 1.3, search: { 1: 30, 10: 100 } };

/** 'Contains' as people type it: with hardly any hit, with very many, a first and a family name, and in vain. */
const searches = { rare: 'petrov49064', common: 'anders', fullName: 'nora petrov', absent: 'nobodyhasthis' };
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
    const asked = await casesOf(service, world);
    if (values.plans) await writePlans(service, databaseUrl, world.users, asked);
    const { port } = server.address() as AddressInfo;
    const p95: Record<string, Record<Case, Record<Clients, number>>> = {};
    for (const { who, what, cookie, path: at } of asked) {
      const url = `http://127.0.0.1:${port}${at}`;
      const measured = { 1: await p95Of(url, cookie, 1), 10: await p95Of(url, cookie, 10) };
      p95[who] = { ...p95[who], [what]: measured } as Record<Case, Record<Clients, number>>;
    }
    const { users, organizations, centers } = world;
    return resultOf(p95, { users, organizations, centers });
  } finally {
    server.close();
    server.closeAllConnections();
    await service.close();
  }
}

const titles = { operator: 'A master of the operator', delegated: 'An administrator above 10,000 users' };

/** Who asks what, and how. */
export async function casesOf(service: TestService, world: Pick<World, 'operator' | 'delegated'>) {
  const cases: Asked[] = [];
  for (const who of ['operator', 'delegated'] as const) {
    const cookie = await service.signIn(world[who]);
    const paths = pathsWith(await deepCursor(service, cookie));
    for (const what of Object.keys(paths) as Case[]) {
      const text = what === 'together' ? together : what === 'first' || what === 'deep' ? '' : searches[what];
      const title = `${titles[who]}: ${text === '' ? `${what} page` : `‘${text}’ (${what})`}`;
      cases.push({ who, what, title, cookie, path: paths[what] });
    }
  }
  return cases;
}
type Asked = { who: string; what: Case; title: string; cookie: string; path: string };

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
