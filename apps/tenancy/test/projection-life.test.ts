import {
  invitationExpired,
  invitationResent,
  userDeactivated,
  userEmailChanged,
  userPasswordChanged,
  userPasswordReset,
  userProfileChanged,
  userReactivated,
  userRemoved,
  userSessionsEnded,
} from '@tenantry/contracts';
import { eventually } from '@tenantry/testing';
import { testBus, type TestBus } from './support/bus';
import { type Account, activate, createUser, openAccount } from './support/identity';
import { type TestService, testService } from './support/service';

describe('the directory follows a user to the end of their life', () => {
  let service: TestService;
  let bus: TestBus;
  let master: Account;
  let cookie: string;
  beforeAll(async () => {
    service = await testService();
    bus = await testBus(service);
    master = await openAccount(bus, 'Velaria', 'operator');
    cookie = await service.signIn(master);
    await eventually(() => service.get('/v1/me', cookie).expect(200));
  });
  afterAll(async () => {
    await bus.close();
    await service.close();
  });

  type Page = { items: object[]; total: { count: number }; updating: boolean };
  const list = async (query: string) =>
    (await service.get(`/v1/directory/users?${query}`, cookie).expect(200)).body as Page;
  async function shown(
    { userId }: { userId: string },
    version: number,
    more = '',
  ): Promise<object | undefined> {
    const page = await list(`q=${userId}&after=user/${userId}:${version}${more}`);
    expect(page.updating).toBe(false);
    return page.items[0];
  }
  async function anActiveUser() {
    const user = await createUser(bus, master.organizationId, 'privileged');
    const version = await activate(bus, user.userId, 'Jürgen', 'Groß');
    await shown(user, version);
    return { ...user, version, subject: `user/${user.userId}` };
  }

  it('[L5] [L11] deactivated with cause and reason, and activated again', async () => {
    const { userId, subject } = await anActiveUser();
    const facts = { userId, cause: 'manual' } as const;
    const inactive = await bus.say(userDeactivated, subject, facts, { reason: 'Leave' });
    expect(await shown({ userId }, inactive)).toMatchObject({
      status: 'inactive',
      inactiveCause: 'manual',
      inactiveReason: 'Leave',
    });
    const active = await bus.say(userReactivated, subject, { userId }, { comment: null });
    expect(await shown({ userId }, active)).toMatchObject({
      status: 'active',
      inactiveCause: null,
      inactiveReason: null,
    });
  });

  it('[L3] [L4] [L11] found by the names and the address that they have now, and no longer by the old ones', async () => {
    const { userId, subject, email } = await anActiveUser();
    await bus.say(
      userProfileChanged,
      subject,
      { userId, language: 'de', idleSeconds: null },
      { firstName: 'Jörg', middleName: 'Ximeno', lastName: 'Kühn' },
    );
    const to = 'joerg.kuehn@example.com';
    const version = await bus.say(userEmailChanged, subject, { userId }, { from: email, to });
    expect(await shown({ userId }, version)).toMatchObject({
      firstName: 'Jörg',
      middleName: 'Ximeno',
      lastName: 'Kühn',
      email: to,
    });
    for (const q of ['ximeno', 'kuhn', 'joerg.kuehn']) expect((await list(`q=${q}`)).items).toHaveLength(1);
    expect((await list(`q=${email}`)).items).toEqual([]);
  });

  it('[L8] removed: in no list that does not ask for them, and what happened to their access can still be read', async () => {
    const { userId, subject } = await anActiveUser();
    const before = (await list('')).total.count;
    const version = await bus.say(userRemoved, subject, { userId, from: 'active' }, { reason: 'Left' });
    expect(await shown({ userId }, version)).toBeUndefined();
    expect((await list('')).total.count).toBe(before - 1);
    expect(await shown({ userId }, version, '&status=removed')).toMatchObject({ userId, status: 'removed' });
    const history = await service.get(`/v1/users/${userId}/access-history`, cookie).expect(200);
    expect((history.body as { items: unknown[] }).items).toHaveLength(1);
  });

  it('[L8] [A2] nothing is given to whoever is removed, and the role that they held can be deleted', async () => {
    const { userId, subject } = await anActiveUser();
    const role = (await service
      .send('post', `/v1/organizations/${master.organizationId}/roles`, cookie, {
        name: 'Reader',
        description: '',
        lowestAccountType: 'privileged',
        permissions: ['user.view'],
      })
      .expect(201)) as { body: { roleId: string } };
    const access = {
      accountType: 'privileged',
      roleIds: [role.body.roleId],
      modules: [],
      subAccountIds: null,
    };
    const change = (version: number) =>
      service.send('put', `/v1/users/${userId}/access`, cookie, { version, ...access });
    await change(1).expect(200);
    const remove = () => service.send('delete', `/v1/roles/${role.body.roleId}`, cookie);
    expect((await remove().expect(409)).body).toMatchObject({ code: 'role.held' });

    const version = await bus.say(userRemoved, subject, { userId, from: 'active' }, { reason: null });
    await shown({ userId }, version);
    expect((await change(2).expect(409)).body).toMatchObject({
      code: 'user.wrong_status',
      userStatus: 'removed',
    });
    await remove().expect(200);

    const refused = { code: 'user.wrong_status', userStatus: 'removed' };
    const limit = { maximum: 3, version: 0 };
    const maximum = service.send('put', `/v1/users/${userId}/dialogue-limit`, cookie, limit);
    expect((await maximum.expect(409)).body).toMatchObject(refused);
    const source = await anActiveUser();
    const preview = service.send('post', `/v1/users/${userId}/service-centers/copy/preview`, cookie, {
      sourceId: source.userId,
    });
    expect((await preview.expect(409)).body).toMatchObject(refused);
  });

  it('[L10] invited again after the invitation expired', async () => {
    const user = await createUser(bus, master.organizationId, 'standard');
    const { userId } = user;
    await bus.say(invitationExpired, `user/${userId}`, { userId });
    const invitationExpiresAt = '2031-01-01T00:00:00.000Z';
    const version = await bus.say(invitationResent, `user/${userId}`, { userId, invitationExpiresAt });
    expect(await shown(user, version)).toMatchObject({ invitationExpired: false, invitationExpiresAt });
  });

  it('[C4] the same after a reset, another password and ended sessions, and their version has arrived', async () => {
    const { userId, subject, version } = await anActiveUser();
    const before = await shown({ userId }, version);
    await bus.say(userPasswordReset, subject, { userId, expiresAt: '2031-01-01T00:00:00.000Z' });
    await bus.say(userPasswordChanged, subject, { userId, cause: 'reset' });
    const last = await bus.say(userSessionsEnded, subject, { userId, scope: 'all' }, { comment: null });
    expect(await shown({ userId }, last)).toEqual(before);
  });
});
