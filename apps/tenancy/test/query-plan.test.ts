import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { Database } from '../src/access/find-access';
import { listUsers } from '../src/directory/list-users';
import { findAccountBelow } from '../src/visibility/find-account';
import { wallOf } from '../src/visibility/wall';
import { explaining } from './support/explaining';
import { type TestService, testService } from './support/service';
import { actorOf, anOrganization, aUser, insertWorld } from './support/world';
import { directoryQuerySchema } from '@tenantry/contracts';

/** 51 rows are found by an index, and read again through the wall with three pages of the primary key each. */
const aPage = 300;

type Query = { onlineIds?: string[]; [of: string]: unknown };

describe('among 20,000 users', () => {
  const root = anOrganization(null);
  const resellers = Array.from({ length: 10 }, () => anOrganization(root));
  const operator = aUser(root, 'master');
  const center = randomUUID();
  const first = ['Ana', 'Jürgen', 'Фёдор', 'Mary', 'Pedro', 'Ольга', 'Sven', 'Lucía'];
  const last = ['Ruiz', 'Müller', 'Иванов', 'Smith', 'Pérez', 'Смирнова', 'Weiß', 'Jones'];
  const users = Array.from({ length: 20_000 }, (_, at) => {
    const given = first[at % first.length] ?? '';
    const family = `${last[Math.floor(at / 8) % last.length]}${String.fromCharCode(97 + (at % 26), 97 + (at % 23))}`;
    return aUser(resellers[at % 10] ?? root, 'standard', {
      firstName: given,
      lastName: family,
      userName: `person${String(at).padStart(5, '0')}`,
      createdAt: new Date(Date.UTC(2026, 0, 1) + at * 60_000),
      // Every third never signed in, the others on one of 300 days.
      lastSignInOn:
        at % 3 === 0 ? null : new Date(Date.UTC(2025, 5, 1 + (at % 300))).toISOString().slice(0, 10),
      // Every other one, and one in a thousand.
      roleIds: [
        ...(Math.floor(at / 10) % 2 === 0 ? ['chat_operator'] : []),
        ...(at % 1000 === 4 ? ['auditor'] : []),
      ],
      centers: at % 500 === 4 ? [center] : [],
    });
  });
  let service: TestService;
  let owner: Client;
  beforeAll(async () => {
    service = await testService();
    owner = new Client({ connectionString: service.ownerUrl });
    await owner.connect();
    await insertWorld(service.database, { organizations: [root, ...resellers], users: [operator] });
    const buildAgain = await withoutIndex('directory_search');
    for (let start = 0; start < users.length; start += 5000)
      await insertWorld(service.database, { users: users.slice(start, start + 5000) });
    await buildAgain();
    await owner.query(
      `insert into service_centers (id, organization_id, name, version, created_at, search, sort_name)
       values ($1, $2, 'Center', 1, now(), ' center ', 'center')`,
      [center, resellers[4]?.id],
    );
    await owner.query('update directory set centers = array[$1::uuid] where user_id = any($2)', [
      center,
      users.filter(({ centers }) => centers.length > 0).map(({ userId }) => userId),
    ]);
    await owner.query('vacuum analyze');
  }, 60_000);
  afterAll(async () => {
    await owner.end();
    await service.close();
  });

  /** A trigram index that grows row by row takes most of the time: drops it, and gives what makes the same one at once. */
  async function withoutIndex(name: string): Promise<() => Promise<unknown>> {
    const { rows } = await owner.query<{ indexdef: string }>(
      'select indexdef from pg_indexes where indexname = $1',
      [name],
    );
    const definition = rows[0]?.indexdef;
    if (!definition) throw new Error(`there is no index ${name}`);
    await owner.query(`drop index ${name}`);
    return () => owner.query(definition);
  }

  /** The plans of the statements that a query of the directory runs, and the page that it answers. */
  async function plansOf(query: Query, actor = operator) {
    const { page, plans } = await wallOf(service.people)(actorOf(actor), async (seen) => {
      const explained = explaining(seen);
      const { onlineIds, ...asked } = query;
      const parsed = { ...directoryQuerySchema.parse(asked), onlineIds };
      const answer = await listUsers(explained.database, actorOf(actor), parsed);
      return { page: answer, plans: explained.plans };
    });
    return { plans: plans.map((plan) => ({ ...plan, whole: plan.whole.includes('directory') })), page };
  }

  it.each([
    ['a rare text', 'person01234', 1],
    ['a part of a family name in Cyrillic', 'мирноваab', undefined],
    ['a beginning of two letters', 'zz', 0],
    ['a first and a family name', 'jurgen weissbb', undefined],
    ['a text that nobody has', 'nobodyhasthis', 0],
  ])('[L11] a search for %s takes the trigram index and a few pages', async (_what, q, hits) => {
    const { plans, page } = await plansOf({ q });
    expect(plans).toHaveLength(1);
    expect(plans[0]).toMatchObject({
      whole: false,
      indexes: expect.arrayContaining(['directory_search']) as unknown,
    });
    expect(plans[0]?.pages).toBeLessThan(700);
    if (hits !== undefined) expect(page.total).toEqual({ count: hits, exact: true });
  });

  it.each([
    ['name', 'directory_by_name'],
    ['-name', 'directory_by_name'],
    ['createdAt', 'directory_by_creation'],
    ['-createdAt', 'directory_by_creation'],
  ])('[L11] a page by %s walks %s, the first and one deep inside', async (sort, index) => {
    const { plans, page } = await plansOf({ sort });
    expect(plans[0]?.indexes).toContain(index);
    expect(plans[0]?.pages).toBeLessThan(aPage);
    const middle = await deep(sort);
    const further = await plansOf({ sort, cursor: middle });
    // The total came with the cursor: the page is all that is read.
    expect(further.plans).toHaveLength(1);
    expect(further.plans[0]?.indexes).toContain(index);
    expect(further.plans[0]?.pages).toBeLessThan(aPage);
    expect(further.page.items).not.toEqual(page.items);
  });

  async function deep(sort: string): Promise<string> {
    let cursor: string | null | undefined;
    const wall = wallOf(service.people);
    for (let at = 0; at < 50; at += 1) {
      const query = directoryQuerySchema.parse({ sort, limit: 200, ...(cursor ? { cursor } : {}) });
      cursor = (await wall(actorOf(operator), (seen) => listUsers(seen, actorOf(operator), query)))
        .nextCursor;
    }
    if (!cursor) throw new Error('there are not enough pages');
    return cursor;
  }

  it('[L11] a common text is sorted by the index and not by hand', async () => {
    const { plans, page } = await plansOf({ q: 'person' });
    expect(page.total).toEqual({ count: 1_000, exact: false });
    expect(plans[1]?.indexes).toContain('directory_by_name');
    expect(plans[1]?.pages).toBeLessThan(aPage + 150);
  });

  it('[A8] [L11] an administrator of a tenth finds no more and reads no whole table for a search', async () => {
    const reseller = resellers[3];
    if (!reseller) throw new Error('there is no fourth reseller');
    const administrator = aUser(reseller, 'privileged');
    const { plans, page } = await plansOf({ q: 'person0123' }, administrator);
    expect(page.items.map((item) => item.userName)).toEqual(['person01233']);
    expect(plans[0]).toMatchObject({
      whole: false,
      indexes: expect.arrayContaining(['directory_search']) as unknown,
    });
  });

  it('[A8] [L11] an administrator of a tenth counts and reads the first page by the indexes of their depth, in one statement', async () => {
    const administrator = aUser(resellers[3] ?? root, 'privileged');
    const { plans, page } = await plansOf({}, administrator);
    expect(page.total).toEqual({ count: 2_000, exact: true });
    expect(plans).toHaveLength(1);
    expect(plans[0]).toMatchObject({
      whole: false,
      indexes: expect.arrayContaining([
        'directory_by_name_2',
        expect.stringMatching(/^directory_by_(creation|sign_in)_2$/),
      ]) as unknown,
    });
    expect(plans[0]?.pages).toBeLessThan(aPage + 150);
  });

  const filters: [string, () => Query, number?][] = [
    ['a role that few hold', () => ({ roleId: 'auditor' })],
    // 10,000 are counted, each in the table.
    ['a role that many hold', () => ({ roleId: 'chat_operator' }), 1_200],
    ['a role that nobody holds', () => ({ roleId: randomUUID() })],
    ['a role and a text', () => ({ roleId: 'chat_operator', q: 'person0123' })],
    ['a whole user name', () => ({ q: '"person01233"' })],
    ['a service center', () => ({ serviceCenterId: center })],
    [
      'who is online',
      () => ({ online: 'true', onlineIds: users.slice(3000, 3100).map(({ userId }) => userId) }),
    ],
    ['a last sign-in on a few days', () => ({ signedInSince: '2025-07-01', signedInBefore: '2025-07-03' })],
    ['a last sign-in for long', () => ({ signedInSince: '2025-07-01', sort: '-lastSignIn' })],
    ['a last sign-in on the first days', () => ({ signedInBefore: '2025-06-03', sort: 'lastSignIn' })],
    ['no sign-in ever', () => ({ neverSignedIn: 'true' })],
    ['no sign-in ever, by last sign-in', () => ({ neverSignedIn: 'true', sort: 'lastSignIn' })],
    ['a day of creation', () => ({ createdSince: '2026-01-05', createdBefore: '2026-01-06' })],
    ['a year of creation', () => ({ createdSince: '2025-12-31', sort: '-createdAt' })],
    ['by last sign-in', () => ({ sort: 'lastSignIn' })],
  ];
  it.each(filters)(
    '[L11] %s is answered by an index and a few pages, the first page and the next',
    // What finding and counting reads besides the page; the table has some 1,300 pages.
    async (_what, query, more = 700) => {
      const tenth = aUser(resellers[4] ?? root, 'master');
      for (const actor of [operator, tenth]) {
        const first = await plansOf(query(), actor);
        expect(first.plans.map(({ whole }) => whole)).toEqual(first.plans.map(() => false));
        expect(first.plans.at(-1)?.pages).toBeLessThan(aPage + more);
        if (!first.page.nextCursor) continue;
        const second = await plansOf({ ...query(), cursor: first.page.nextCursor }, actor);
        expect(second.plans).toHaveLength(1);
        expect(second.plans[0]?.whole).toBe(false);
        expect(second.plans[0]?.pages).toBeLessThan(aPage + more);
      }
    },
  );

  it('[L11] a family name that stands together far behind is met in the index, and no other row is read', async () => {
    const { plans, page } = await plansOf({ q: 'смирнова', sort: 'name' });
    expect(page.total).toEqual({ count: 1_000, exact: false });
    expect(page.items).toHaveLength(50);
    expect(plans.map((plan) => plan.whole)).toEqual([false, false]);
    expect(plans[0]?.indexes).toContain('directory_search');
    expect(plans[1]?.indexes).toContain('directory_by_name');
    // The index is walked to its last eighth, and has some 40 rows a page.
    expect(plans[1]?.pages).toBeLessThan(aPage + 20_000 / 25);
  });

  it('[L11] hits that stand together further behind than a walk goes come in order all the same', async () => {
    const names = (at: number) => Array.from({ length: 50 }, (_, n) => `person${at + n}`);
    const first = await plansOf({ q: 'person1', sort: 'createdAt' });
    expect(first.plans).toHaveLength(3);
    expect(first.page.items.map((item) => item.userName)).toEqual(names(10_000));
    const second = await plansOf({ q: 'person1', sort: 'createdAt', cursor: first.page.nextCursor });
    expect(second.plans).toHaveLength(1);
    expect(second.page.items.map((item) => item.userName)).toEqual(names(10_050));
  });

  it('[A9] an account is looked up by its name, its e-mail or its id by index', async () => {
    // A plan does not show what a function does, so its query is asked by itself.
    await owner.query(`set app.sight = 'all'`);
    const [lookup] = await service.database.query<{ query: string }[]>(
      `select prosrc as query from pg_proc where proname = 'account_below'`,
    );
    const parameters = Object.entries({ organization: 'uuid', id: 'uuid', name: 'text' });
    const asOwner = async <T>(_call: string, values?: unknown[]): Promise<T> => {
      const query = parameters.reduce(
        (text, [name, type], at) => text.replace(new RegExp(`\\b${name}\\b`, 'g'), `$${at + 1}::${type}`),
        lookup?.query ?? '',
      );
      return explained.database.query<T>(query, values);
    };
    const explained = explaining({
      query: async <T>(sql: string, values?: unknown[]) => (await owner.query(sql, values)).rows as T,
    });
    const { plans } = explained;
    const [, , someone] = users;
    if (!someone) throw new Error('there are no users');
    const find = (account: string, database: Database = service.database) =>
      findAccountBelow(database, actorOf(operator), account);
    for (const account of [someone.userName, someone.email, someone.userId]) {
      expect(await find(account)).toBe(someone.userId);
      await find(account, { query: asOwner });
    }
    expect(await find('nobodyhasthis')).toBeUndefined();
    await find('nobodyhasthis', { query: asOwner });
    for (const { indexes, pages, whole } of plans) {
      expect(whole).toEqual([]);
      expect(indexes).toEqual(expect.arrayContaining(['directory_by_user_name', 'directory_by_email']));
      expect(pages).toBeLessThan(50);
    }
    // What is no id is not looked for among the ids.
    expect(plans.map(({ indexes }) => indexes.includes('directory_pkey'))).toEqual([
      false,
      false,
      true,
      false,
    ]);
  });
});
