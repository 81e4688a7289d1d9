import type { Permission } from '@tenantry/domain';
import { type AccessWorld, accessWorld, anAccess } from './support/access-world';
import { aBinding, aCenter, insertCenters } from './support/centers';
import { rightsTakenMeanwhile } from './support/meanwhile';
import { type TestService, testService } from './support/service';
import { aUser, emptyWorld, insertWorld, type TestUser } from './support/world';

type Answered = { status: number; body: Record<string, unknown> };

describe('who acts as another user', () => {
  let service: TestService;
  let world: AccessWorld;
  let people: AccessWorld['people'];
  /** A company administrator of the customer below: of the same rank as the manager, and mirrored by them. */
  let below: TestUser;
  beforeAll(async () => (service = await testService()));
  afterAll(() => service.close());
  beforeEach(async () => {
    await emptyWorld(service.database);
    world = await accessWorld(service);
    people = world.people;
    below = aUser(world.customer, 'privileged');
    await insertWorld(service.database, { users: [below] });
  });

  const get = async (path: string, cookie: string) => {
    const { status, body } = (await service.get(path, cookie)) as Answered;
    return { status, body };
  };
  /** Somebody of the company who may look at users and mirror them, and this besides. */
  async function administrator(...more: Permission[]): Promise<TestUser> {
    const roleId = await world.role(world.company.id, ['user.view', 'user.mirror', ...more]);
    const made = aUser(world.company, 'privileged', { roleIds: [roleId] });
    await insertWorld(service.database, { users: [made] });
    return made;
  }

  it('[A11] sees exactly what that user sees, wherever they look', async () => {
    const center = aCenter(world.customer, 'North');
    const hidden = aUser(world.customer, 'standard');
    await insertWorld(service.database, { users: [hidden] });
    await insertCenters(service.database, { centers: [center], bindings: [aBinding(hidden, center)] });
    const [acting, theirs, own] = [
      await service.mirror(people.master, below),
      await service.signIn(below),
      await service.signIn(people.master),
    ];
    for (const path of [
      '/v1/directory/users',
      '/v1/directory/users?q=user',
      `/v1/directory/users?organizationId=${world.company.id}`,
      '/v1/organizations',
      `/v1/organizations/${world.company.id}`,
      `/v1/organizations/${world.customer.id}/children`,
      `/v1/organizations/${world.company.id}/administrators`,
      `/v1/users/${hidden.userId}/access`,
      `/v1/users/${people.standard.userId}/access`,
      `/v1/users/${people.master.userId}/access`,
      `/v1/users/${hidden.userId}/service-centers`,
      `/v1/visibility?account=${hidden.userId}`,
    ]) {
      const [seen, asThemselves] = [await get(path, acting), await get(path, theirs)];
      const told = ({ status, body }: typeof seen) => [status, { ...body, traceId: '', nextCursor: '' }];
      expect([path, told(seen)]).toEqual([path, told(asThemselves)]);
    }
    // The master themselves sees both.
    expect((await get(`/v1/users/${hidden.userId}/access`, own)).status).toBe(200);
    expect((await get(`/v1/users/${hidden.userId}/access`, acting)).status).toBe(404);
  });

  it('[A11] is told that they are that user, with the permissions of both', async () => {
    const eva = await administrator('user.block', 'line.assign');
    const { status, body } = await get('/v1/me', await service.mirror(eva, below));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      userId: below.userId,
      accountType: 'privileged',
      organization: { organizationId: world.customer.id },
      permissions: ['user.view', 'user.block', 'line.assign'],
      grantableAccountTypes: [],
    });
    const plain = await get('/v1/me', await service.mirror(eva, people.standard));
    expect(plain.body).toMatchObject({ userId: people.standard.userId, permissions: [] });
  });

  it('[A11] does not do through that user what they could not do themselves', async () => {
    const eva = await administrator();
    const path = `/v1/organizations/${world.customer.id}`;
    const change = { version: 1, name: 'Anders' };
    expect((await service.send('patch', path, await service.signIn(below), change)).status).toBe(200);
    const answer = await service.send('patch', path, await service.mirror(eva, below), {
      ...change,
      version: 2,
    });
    expect([answer.status, answer.body]).toMatchObject([403, { rule: 'permission_missing' }]);
  });

  it('[A11] gets no access by it: not for themselves, not for a friend, not for the mirrored user', async () => {
    const before = await world.everything();
    const acting = await service.mirror(people.master, below);
    const wanted = anAccess({ accountType: 'privileged', roleIds: ['company_administrator'] });
    const give = async (to: TestUser) => {
      const path = `/v1/users/${to.userId}/access`;
      const { status, body } = (await service.send('put', path, acting, wanted)) as Answered;
      return [status, body['rule'] ?? body['code']];
    };
    expect(await give(people.below)).toEqual([403, 'mirroring']);
    expect(await give(below)).toEqual([403, 'mirroring']);
    expect(await give(people.master)).toEqual([404, 'user.not_found']);
    expect(await give(people.standard)).toEqual([404, 'user.not_found']);
    const { body } = await get(`/v1/users/${people.below.userId}/access`, acting);
    expect(body['acts']).toEqual(
      expect.arrayContaining([
        { act: 'user.mirror', decision: expect.objectContaining({ rule: 'mirroring' }) as unknown },
        { act: 'user.access', decision: expect.objectContaining({ mend: 'stop_mirroring' }) as unknown },
        { act: 'user.block', decision: { allowed: true } },
      ]),
    );
    expect(await world.everything()).toEqual(before);
  });

  const ended = { code: 'session.mirroring_ended' };
  it.each<[string, (eva: TestUser) => [string, unknown[]]]>([
    ['loses the permission', (eva) => [`update access set role_ids = '{}' where user_id = $1`, [eva.userId]]],
    [
      'is lowered in rank',
      (eva) => [
        `update access set account_type = 'standard', role_ids = '{}' where user_id = $1`,
        [eva.userId],
      ],
    ],
    ['is blocked', (eva) => [`update access set status = 'blocked' where user_id = $1`, [eva.userId]]],
    [
      'has a mirrored user who is raised above them',
      () => [`update access set account_type = 'master' where user_id = $1`, [below.userId]],
    ],
  ])('[A11] is out at the next request when the administrator %s', async (_how, change) => {
    const eva = await administrator('user.block');
    const acting = await service.mirror(eva, below);
    expect((await get('/v1/me', acting)).status).toBe(200);
    await world.query(...change(eva));
    for (const path of ['/v1/me', '/v1/directory/users', '/v1/organizations'])
      expect(await get(path, acting)).toMatchObject({ status: 401, body: ended });
    const answer = await service.send('post', '/v1/lines/assign', acting, {
      lineIds: [below.userId],
      organizationId: world.customer.id,
    });
    expect([answer.status, answer.body]).toMatchObject([401, ended]);
    const asked = { about: 'user', act: 'user.block', userId: people.below.userId };
    const decided = await service.decide({
      actorId: eva.userId,
      onBehalfOfId: below.userId,
      questions: [asked],
    });
    expect([decided.status, decided.body]).toMatchObject([401, ended]);
  });

  it('[A11] is out when the mirrored user is bound to a center that the administrator does not own', async () => {
    const eva = await administrator();
    const acting = await service.mirror(eva, below);
    const center = aCenter(world.customer, 'South');
    await insertCenters(service.database, { centers: [center], bindings: [aBinding(below, center)] });
    expect(await get('/v1/me', acting)).toMatchObject({ status: 401, body: ended });
  });

  it('[A11] does nothing with a right that was taken away while the request was on its way', async () => {
    const eva = await administrator('organization.manage');
    const acting = await service.mirror(eva, below);
    const { customer } = world;
    const answer = await rightsTakenMeanwhile(
      service,
      { table: 'organizations', id: customer.id, userId: eva.userId },
      () => service.send('patch', `/v1/organizations/${customer.id}`, acting, { version: 1, name: 'Anders' }),
    );
    expect([answer.status, answer.body]).toMatchObject([401, ended]);
    expect(await world.events(`organization/${customer.id}`)).toEqual([]);
  });
});
