import { randomUUID } from 'node:crypto';
import { type Answer, type TestService, testService } from './support/service';
import { anOrganization, aUser, insertWorld, type TestUser } from './support/world';

type Page = {
  items: { userId: string; userName: string; createdAt: string }[];
  nextCursor: string | null;
  total: { count: number; exact: boolean };
};

describe('pages of the directory', () => {
  const root = anOrganization(null);
  const other = anOrganization(root);
  const master = aUser(root, 'master', { userName: 'aaa-master' });
  // Every third shares name and time with its neighbours, so that the id decides.
  const users = Array.from({ length: 100 }, (_, at) => {
    const group = Math.floor(at / 3);
    return aUser(other, 'standard', {
      firstName: `Kim${String(group).padStart(3, '0')}`,
      lastName: 'Same',
      userName: `same${at}`,
      // Of every three, one never signed in.
      lastSignInOn: at % 3 === 0 ? null : `2026-02-${String(1 + (group % 28)).padStart(2, '0')}`,
      roleIds: at % 2 === 0 ? ['chat_operator'] : [],
      createdAt: new Date(Date.UTC(2026, 0, 1, 0, 0, group)),
    });
  });
  let service: TestService;
  let cookie: string;
  beforeAll(async () => {
    service = await testService();
    await insertWorld(service.database, { organizations: [root, other], users: [master, ...users] });
    cookie = await service.signIn(master);
  });
  afterAll(() => service.close());

  const read = async (query: string): Promise<Page> =>
    (await service.get(`/v1/directory/users?${query}`, cookie).expect(200)).body as Page;

  async function readAll(query: string, between?: () => Promise<void>): Promise<Page['items']> {
    const items: Page['items'] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Page = await read(`${query}&limit=7${cursor ? `&cursor=${cursor}` : ''}`);
      items.push(...page.items);
      cursor = page.nextCursor;
      if (cursor) await between?.();
    }
    return items;
  }

  it.each(['name', '-name', 'createdAt', '-createdAt', 'lastSignIn', '-lastSignIn'])(
    '[L11] by %s hold everybody once',
    async (sort) => {
      for (const query of [`sort=${sort}`, `sort=${sort}&q=same`]) {
        const all = await readAll(query);
        expect(new Set(all.map((item) => item.userId)).size).toBe(all.length);
        expect(all).toHaveLength(query.includes('q=') ? 100 : 101);
      }
    },
  );

  it('[L11] downwards are the reverse of upwards', async () => {
    for (const by of ['name', 'createdAt', 'lastSignIn']) {
      const up = await readAll(`sort=${by}`);
      expect((await readAll(`sort=-${by}`)).reverse()).toEqual(up);
    }
  });

  it.each([
    'sort=name',
    'sort=-name',
    'sort=createdAt',
    'sort=-createdAt',
    'sort=name&q=same',
    'sort=lastSignIn',
    'sort=-lastSignIn',
    'sort=name&roleId=chat_operator',
    'sort=-createdAt&signedInSince=2026-02-10',
    'sort=lastSignIn&neverSignedIn=true&signedInBefore=2026-02-20',
    'sort=lastSignIn&createdSince=2026-01-01&createdBefore=2027-01-01&roleId=chat_operator&q=same',
  ])('[L11] have neither gaps nor doubles while rows come: %s', async (query) => {
    const known = new Set((await readAll(query)).map((item) => item.userId));
    const addOne = async () => {
      const place = users[Math.floor(Math.random() * users.length)] as TestUser;
      const added = { ...place, userId: randomUUID(), userName: `same-${randomUUID().slice(0, 8)}` };
      await insertWorld(service.database, { users: [added] });
    };
    const seen = (await readAll(query, addOne)).map((item) => item.userId);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((id) => known.has(id))).toHaveLength(known.size);
  });

  it.each(['lastSignIn', '-lastSignIn', 'name', '-createdAt'])(
    '[L11] by %s hold once whoever matches all the time, while others begin and cease to match',
    async (sort) => {
      const query = `sort=${sort}&roleId=chat_operator&signedInSince=2026-02-05`;
      const before = (await readAll(query)).map((item) => item.userId);
      const moved = new Set<string>();
      const moveOne = async () => {
        const { userId } = users[Math.floor(Math.random() * users.length)] as TestUser;
        moved.add(userId);
        await service.database.query(
          `update directory set
             role_ids = case when random() < 0.5 then '{}'::text[] else '{chat_operator}' end,
             last_sign_in_on = case when random() < 0.3 then null else date '2026-02-01' + (random() * 27)::int end
           where user_id = $1`,
          [userId],
        );
      };
      const seen = (await readAll(query, moveOne)).map((item) => item.userId);
      const stayed = (ids: string[]) => ids.filter((id) => !moved.has(id));
      expect(moved.size).toBeGreaterThan(2);
      expect(stayed(seen)).toEqual(stayed(before));
    },
  );

  it('[L11] carry the total of the first page on', async () => {
    const first = await read('limit=5');
    await insertWorld(service.database, { users: [aUser(other, 'standard')] });
    expect((await read(`limit=5&cursor=${first.nextCursor}`)).total).toEqual(first.total);
  });

  it('[L11] of more than a thousand hits go on in order, counted', async () => {
    const many = Array.from({ length: 1500 }, (_, at) =>
      aUser(other, 'standard', { userName: `crowd${String(at).padStart(5, '0')}` }),
    );
    await insertWorld(service.database, { users: many });
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Page = await read(`q=crowd&limit=200${cursor ? `&cursor=${cursor}` : ''}`);
      expect(page.total).toEqual({ count: 1000, exact: false });
      seen.push(...page.items.map((item) => item.userName));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(many.map((user) => user.userName));
  });

  it('[L11] count up to ten thousand and say when there are more', async () => {
    const insert = (count: number) =>
      service.database.query(
        `insert into directory (user_id, organization_id, path, rank, user_name, email, status, created_at, version, search, sort_name)
         select gen_random_uuid(), $1, $2, 0, 'mass', 'mass@example.com', 'inactive', now(), 1, ' mass ', 'mass' from generate_series(1, $3)`,
        [other.id, other.path, count],
      );
    await insert(10_000);
    expect((await read('status=inactive&limit=1')).total).toEqual({ count: 10_000, exact: true });
    await insert(1);
    expect((await read('status=inactive&limit=1')).total).toEqual({ count: 10_000, exact: false });
  });

  it('[L11] count the hits of a search up to a thousand and say when there are more', async () => {
    const insert = (count: number) =>
      service.database.query(
        `insert into directory (user_id, organization_id, path, rank, user_name, email, status, created_at, version, search, sort_name)
         select gen_random_uuid(), $1, $2, 0, 'flock', 'flock@example.com', 'inactive', now(), 1, ' flock ', 'flock' from generate_series(1, $3)`,
        [other.id, other.path, count],
      );
    await insert(1_000);
    expect((await read('q=flock&limit=1')).total).toEqual({ count: 1_000, exact: true });
    await insert(1);
    expect((await read('q=flock&limit=1')).total).toEqual({ count: 1_000, exact: false });
  });

  describe('refuse', () => {
    const refused = async (query: string, pointer: string) => {
      const { body } = (await service.get(`/v1/directory/users?${query}`, cookie).expect(400)) as Answer;
      expect(body).toMatchObject({ code: 'request.invalid', errors: [expect.objectContaining({ pointer })] });
    };
    const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const decoded = (cursor: string) => JSON.parse(Buffer.from(cursor, 'base64url').toString()) as object;

    it.each([
      'sort=-name',
      'q=same',
      'status=active',
      'roleId=auditor',
      'online=true',
      'neverSignedIn=true',
      'signedInSince=2026-02-01',
      'createdBefore=2026-02-01',
      'organizationId=',
    ])('a cursor with another question: %s', async (change) => {
      const { nextCursor } = await read('limit=5');
      const changed = change.endsWith('=') ? `${change}${other.id}` : change;
      await refused(`${changed}&cursor=${nextCursor}`, '/cursor');
    });

    it("somebody else's cursor", async () => {
      const second = aUser(root, 'master');
      await insertWorld(service.database, { users: [second] });
      const theirs = await service.get('/v1/directory/users?limit=5', await service.signIn(second));
      await refused(`cursor=${(theirs.body as Page).nextCursor}`, '/cursor');
    });

    it.each(['abc', '%00', encoded(null), encoded([]), encoded({ of: 'x' }), '=', 'null'])(
      'what is no cursor: %s',
      (cursor) => refused(`cursor=${cursor}`, '/cursor'),
    );

    it.each([
      ['name', { key: 'a\0b' }],
      ['createdAt', { key: 'yesterday' }],
      ['createdAt', { key: '0000-01-01T00:00:00.000Z' }],
      ['lastSignIn', { key: 'infinity' }],
      ['lastSignIn', { key: '2026-02-30' }],
      ['name', { id: 'not-an-id' }],
      ['name', { total: { count: -1, exact: true } }],
    ])('a cursor by %s with %j put into it', async (sort, forged) => {
      const { nextCursor } = await read(`sort=${sort}&limit=5`);
      const cursor = encoded({ ...decoded(nextCursor ?? ''), ...forged });
      await refused(`sort=${sort}&cursor=${cursor}`, '/cursor');
    });

    it.each([
      ['sort=email', '/sort'],
      ['sort=name&sort=name', '/sort'],
      ['limit=0', '/limit'],
      ['limit=201', '/limit'],
      ['limit=ten', '/limit'],
      ['status=asleep', '/status'],
      ['roleId=No', '/roleId'],
      ['serviceCenterId=1', '/serviceCenterId'],
      ['online=false', '/online'],
      ['neverSignedIn=1', '/neverSignedIn'],
      ['signedInSince=2026-02', '/signedInSince'],
      ['signedInBefore=0000-01-01', '/signedInBefore'],
      ['createdSince=2026-02-30', '/createdSince'],
      ['createdBefore=2026-02-01T00:00:00Z', '/createdBefore'],
      ['organizationId=1', '/organizationId'],
      ['page=2', '/page'],
      ['after=user/1', '/after'],
      ['q=a&q=b', '/q'],
      [`q=${'x'.repeat(201)}`, '/q'],
    ])('%s', (query, pointer) => refused(query, pointer));
  });
});
