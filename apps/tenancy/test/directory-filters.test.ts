import { aCenter, aBinding, insertCenters } from './support/centers';
import { type Answer, type TestService, testService } from './support/service';
import { anOrganization, aUser, insertWorld, type TestUser } from './support/world';

describe('filters of the directory', () => {
  const root = anOrganization(null, 'Velaria');
  const [own, foreign] = [anOrganization(root, 'Own'), anOrganization(root, 'Foreign')];
  const below = anOrganization(own, 'Below');
  const [center, elsewhere] = [aCenter(own, 'Center'), aCenter(foreign, 'Elsewhere')];
  const named = (userName: string, rest: Partial<TestUser> = {}, organization = own) =>
    aUser(organization, 'standard', { userName, ...rest });
  const at = (day: string) => new Date(`${day}T12:00:00Z`);
  const people = {
    fresh: named('fresh', { createdAt: at('2026-05-01'), lastSignInOn: '2026-05-02' }),
    stale: named('stale', { createdAt: at('2026-01-01'), lastSignInOn: '2026-01-02' }),
    newcomer: named('newcomer', { createdAt: at('2026-05-02'), status: 'pending' }),
    operator: named('operator', { roleIds: ['chat_operator'], centers: [center.id] }),
    deeper: named('deeper', { roleIds: ['chat_operator'], lastSignInOn: '2026-03-01' }, below),
    stranger: named('stranger', { roleIds: ['chat_operator'], centers: [elsewhere.id] }, foreign),
  };
  const master = aUser(own, 'master', { userName: 'master', createdAt: at('2025-01-01') });
  const auditor = aUser(own, 'privileged', { userName: 'auditor', roleIds: ['auditor'] });
  let service: TestService;
  let cookie: string;
  beforeAll(async () => {
    service = await testService();
    const users = [master, auditor, ...Object.values(people)];
    await insertWorld(service.database, { organizations: [root, own, foreign, below], users });
    await insertCenters(service.database, {
      centers: [center, elsewhere],
      bindings: [aBinding(people.operator, center), aBinding(people.stranger, elsewhere)],
    });
    cookie = await service.signIn(master);
  });
  afterAll(() => service.close());

  async function find(query: string, as = cookie): Promise<string[]> {
    const { body } = (await service.get(`/v1/directory/users?${query}`, as).expect(200)) as Answer;
    const page = body as { items: { userName: string }[]; total: { count: number } };
    expect(page.total.count).toBe(page.items.length);
    return page.items.map(({ userName }) => userName).sort();
  }

  it.each([
    ['roleId=chat_operator', ['deeper', 'operator']],
    [`roleId=chat_operator&organizationId=${below.id}`, ['deeper']],
    ['roleId=chat_operator&q=oper', ['operator']],
    [`organizationId=${below.id}&reach=exactly`, ['deeper']],
    [`organizationId=${own.id}&reach=exactly&roleId=chat_operator`, ['operator']],
    [`organizationId=${own.id}&reach=exactly&q=e`, []],
    // Of those above only the ones whom the master sees: nobody of the root.
    [`organizationId=${below.id}&reach=above&roleId=chat_operator`, ['deeper', 'operator']],
    [`organizationId=${below.id}&reach=above&q=deep`, ['deeper']],
    [`organizationId=${own.id.toUpperCase()}&reach=above&q=deep`, []],
    ['reach=exactly&roleId=chat_operator', ['deeper', 'operator']],
    ['roleId=00000000-0000-4000-8000-000000000000', []],
    [`serviceCenterId=${center.id}`, ['operator']],
    [`serviceCenterId=${center.id.toUpperCase()}&q=oper`, ['operator']],
    ['signedInSince=2026-05-02', ['fresh']],
    ['signedInSince=2026-05-03', []],
    ['signedInBefore=2026-05-02', ['deeper', 'stale']],
    ['signedInSince=2026-01-03&signedInBefore=2026-05-02', ['deeper']],
    ['neverSignedIn=true', ['auditor', 'master', 'newcomer', 'operator']],
    ['neverSignedIn=true&signedInBefore=2026-02-01', ['auditor', 'master', 'newcomer', 'operator', 'stale']],
    ['neverSignedIn=true&signedInSince=2026-05-01&roleId=chat_operator', ['operator']],
    ['createdSince=2026-05-01', ['fresh', 'newcomer']],
    ['createdSince=2026-05-02', ['newcomer']],
    ['createdBefore=2026-01-02', ['master', 'stale']],
    ['createdSince=2026-05-01&status=active', ['fresh']],
  ])('[L11] %s', async (query, expected) => {
    expect(await find(query)).toEqual(expected);
  });

  it('[L11] online are those who asked with a session of their own and have not signed out', async () => {
    const [first, second] = [await service.signIn(people.fresh), await service.signIn(people.deeper)];
    await service.get('/v1/me', first).expect(200);
    await service.get('/v1/me', await service.signIn(people.stranger)).expect(200);
    expect(await find('online=true')).toEqual(['fresh', 'master']);
    expect(await find('online=true&q=fresh')).toEqual(['fresh']);
    await service.get('/v1/me', second).expect(200);
    expect(await find('online=true')).toEqual(['deeper', 'fresh', 'master']);
    await service.signOut(first);
    expect(await find('online=true')).toEqual(['deeper', 'master']);
  });

  it('[L11] a role that was given or taken shows from the next request on', async () => {
    const user = named('changing');
    await insertWorld(service.database, { users: [user] });
    const change = (roleIds: string[], version: number) =>
      service
        .send('put', `/v1/users/${user.userId}/access`, cookie, {
          ...{ version, accountType: 'standard', roleIds, modules: [], subAccountIds: null },
        })
        .expect(200);
    await change(['chat_operator'], 1);
    expect(await find('roleId=chat_operator')).toContain('changing');
    await change([], 2);
    expect(await find('roleId=chat_operator')).not.toContain('changing');
  });

  it('[A8] [L11] a service center out of sight is answered like one that does not exist', async () => {
    const ask = async (id: string, as = cookie) => {
      const { status, body } = (await service.get(
        `/v1/directory/users?serviceCenterId=${id}`,
        as,
      )) as Answer & {
        status: number;
      };
      return { status, code: (body as { code: string }).code };
    };
    const hidden = { status: 404, code: 'service_center.not_found' };
    expect(await ask(elsewhere.id)).toEqual(hidden);
    expect(await ask('00000000-0000-4000-8000-000000000000')).toEqual(hidden);
    // Service centers are none of their business.
    expect(await ask(center.id, await service.signIn(auditor))).toEqual(hidden);
  });

  it('[L5] [L11] who is inactive is found by the cause, alone or beside other statuses; who is removed only where asked', async () => {
    const inactive = (['manual', 'inactivity'] as const).map((cause) =>
      named(`off-${cause}`, { status: 'inactive' }),
    );
    const removed = named('off-removed', { status: 'removed' });
    await insertWorld(service.database, { users: [...inactive, removed] });
    for (const [at, cause] of ['manual', 'inactivity'].entries())
      await service.database.query('update directory set inactive_cause = $2 where user_id = $1', [
        inactive[at]?.userId,
        cause,
      ]);
    expect(await find('q=off')).toEqual(['off-inactivity', 'off-manual']);
    expect(await find('inactiveCause=manual')).toEqual(['off-manual']);
    expect(await find('status=inactive&inactiveCause=inactivity')).toEqual(['off-inactivity']);
    expect(await find('status=pending&status=inactive&inactiveCause=manual')).toEqual([
      'newcomer',
      'off-manual',
    ]);
    expect(await find('status=removed')).toEqual(['off-removed']);
    expect(await find('status=removed&status=inactive&sort=-lastSignIn')).toHaveLength(3);
  });

  it('[L11] by last sign-in, who never signed in comes first', async () => {
    const order = async (sort: string) => {
      const { body } = (await service.get(
        `/v1/directory/users?sort=${sort}&status=active`,
        cookie,
      )) as Answer;
      return (body as { items: { lastSignInOn: string | null }[] }).items.map((item) => item.lastSignInOn);
    };
    const up = await order('lastSignIn');
    expect(up).toEqual([...up].sort((one, other) => (one ?? '').localeCompare(other ?? '')));
    expect(up.slice(-3)).toEqual(['2026-01-02', '2026-03-01', '2026-05-02']);
    expect(await order('-lastSignIn')).toEqual([...up].reverse());
  });
});
