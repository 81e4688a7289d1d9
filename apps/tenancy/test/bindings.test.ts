import { aBinding, aCenter, insertCenters, partIds } from './support/centers';
import { eventsOf } from './support/events';
import { type Answer, type TestService, testService } from './support/service';
import { anOrganization, aUser, insertWorld, type TestUser } from './support/world';

describe('bindings to service centers', () => {
  const root = anOrganization(null, 'Velaria');
  const own = anOrganization(root, 'Own');
  const child = anOrganization(own, 'Own child');
  const foreign = anOrganization(root, 'Foreign');
  const centers = {
    north: aCenter(own, 'North', { customers: ['Alpha', 'Beta', 'Gamma'], entities: ['Pump'] }),
    below: aCenter(child, 'Below', { customers: ['Delta'] }),
    abroad: aCenter(foreign, 'Abroad'),
    lent: aCenter(foreign, 'Lent', { sharedWith: [own] }),
  };
  const { north, below, abroad, lent } = centers;
  const master = aUser(own, 'master');
  const owner = aUser(own, 'privileged');
  const second = aUser(own, 'privileged');
  const clerk = aUser(own, 'privileged', { roleIds: ['auditor'] });
  let service: TestService;
  const cookies = new Map<TestUser, string>();
  const as = (user: TestUser) => cookies.get(user) ?? '';

  beforeAll(async () => {
    service = await testService();
    await insertWorld(service.database, {
      organizations: [root, own, child, foreign],
      users: [master, owner, second, clerk],
    });
    await insertCenters(service.database, {
      centers: Object.values(centers),
      bindings: [
        aBinding(owner, north, { owned: true, customerIds: partIds(north, 'Alpha', 'Beta') }),
        aBinding(second, north, { owned: true }),
        aBinding(owner, below, { owned: true }),
        aBinding(second, below),
      ],
    });
    for (const user of [master, owner, second, clerk]) cookies.set(user, await service.signIn(user));
  });
  afterAll(() => service.close());

  const newcomer = async (organization = own): Promise<TestUser> => {
    const user = aUser(organization, 'standard');
    await insertWorld(service.database, { users: [user] });
    return user;
  };
  const whole = { owned: false, customerIds: null, entityIds: null };
  const put = (actor: TestUser, user: TestUser, centerId: string, body: object) =>
    service.send('put', `/v1/users/${user.userId}/service-centers/${centerId}`, as(actor), {
      version: null,
      ...whole,
      ...body,
    });
  const unbind = (actor: TestUser, user: TestUser, centerId: string, version: number) =>
    service.send(
      'delete',
      `/v1/users/${user.userId}/service-centers/${centerId}?version=${version}`,
      as(actor),
    );
  const bindingsOf = async (actor: TestUser, user: TestUser) => {
    const { body } = (await service
      .get(`/v1/users/${user.userId}/service-centers`, as(actor))
      .expect(200)) as Answer;
    return body as { items: { name: string; version: number }[]; bind: object };
  };

  it('[A6] binds a user with some of a center, changes and unbinds it, each an event of their access', async () => {
    const user = await newcomer();
    const [alpha] = partIds(north, 'Alpha');
    const bound = await put(master, user, north.id, { customerIds: [alpha], entityIds: null }).expect(200);
    expect(bound.body).toEqual({ subject: `access/${user.userId}`, version: 2 });
    expect(await bindingsOf(master, user)).toMatchObject({
      items: [
        {
          name: 'North',
          organization: { name: 'Own' },
          version: 2,
          owned: false,
          customers: { all: false, parts: [{ name: 'Alpha' }], total: 3 },
          entities: { all: true, total: 1 },
          acts: [
            { act: 'change', decision: { allowed: true } },
            { act: 'toggle_lock', decision: { allowed: true } },
            { act: 'unbind', decision: { allowed: true } },
          ],
        },
      ],
      bind: { allowed: true },
    });
    await put(master, user, north.id, { version: 2, owned: true }).expect(200);
    // What is as it was is not said again.
    expect((await put(master, user, north.id, { version: 3, owned: true }).expect(200)).body).toMatchObject({
      version: 3,
    });
    await unbind(master, user, north.id, 3).expect(200);
    const common = { userId: user.userId, serviceCenterId: north.id };
    expect(await eventsOf(service, `access/${user.userId}`)).toMatchObject([
      {
        version: 2,
        type: 'tenancy.access.service-center-bound.v1',
        actor: `user/${master.userId}`,
        facts: { ...common, owned: false, customerIds: [alpha], entityIds: null },
      },
      { version: 3, facts: { ...common, owned: true, customerIds: null } },
      { version: 4, type: 'tenancy.access.service-center-unbound.v1', facts: { ...common, owned: true } },
    ]);
    expect((await bindingsOf(master, user)).items).toEqual([]);
  });

  it('[A8] whoever does not own the center loses sight of the user at once, and gets it back', async () => {
    const user = await newcomer();
    const seenBy = async (actor: TestUser) => {
      const { body } = (await service
        .get(`/v1/directory/users?q=${user.userName}`, as(actor))
        .expect(200)) as Answer;
      return (body as { items: unknown[] }).items.length === 1;
    };
    await put(owner, user, below.id, {}).expect(200);
    expect([await seenBy(owner), await seenBy(second), await seenBy(master)]).toEqual([true, false, true]);
    await service.get(`/v1/users/${user.userId}/service-centers`, as(second)).expect(404);
    await unbind(owner, user, below.id, 2).expect(200);
    expect(await seenBy(second)).toBe(true);
  });

  it('[A7] the lock is given and taken only by who owns the center', async () => {
    const user = await newcomer();
    const refused = await put(second, user, below.id, { owned: true }).expect(403);
    expect(refused.body).toMatchObject({
      code: 'service_center.not_owned',
      rule: 'center_not_owned',
      mend: 'take_ownership',
    });
    await put(owner, user, below.id, { owned: true }).expect(200);
    expect((await bindingsOf(owner, user)).items).toMatchObject([{ name: 'Below', owned: true }]);
    await put(owner, user, below.id, { version: 2, owned: false }).expect(200);
    expect((await bindingsOf(owner, user)).items).toMatchObject([{ name: 'Below', owned: false }]);
  });

  it('[A7] of two owners who take each other the lock at once, one keeps it: the last is never lost', async () => {
    const [one, other] = [aUser(own, 'privileged'), aUser(own, 'privileged')];
    const center = aCenter(own, 'Contested');
    await insertWorld(service.database, { users: [one, other] });
    await insertCenters(service.database, {
      centers: [center],
      bindings: [aBinding(one, center, { owned: true }), aBinding(other, center, { owned: true })],
    });
    for (const user of [one, other]) cookies.set(user, await service.signIn(user));
    const answers = await Promise.all([
      put(one, other, center.id, { version: 1, owned: false }),
      put(other, one, center.id, { version: 1, owned: false }),
    ]);
    // Who comes second no longer owns the center, and so no longer sees the other.
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
    const [locks] = await service.database.query<{ held: number }[]>(
      `select count(*)::int as held from bindings where center_id = $1 and owned`,
      [center.id],
    );
    expect(locks).toEqual({ held: 1 });
  });

  it('[A7] nobody changes their own bindings, not even a master', async () => {
    for (const [user, binding] of [
      [owner, north],
      [master, north],
    ] as const) {
      const { body } = (await put(user, user, binding.id, { owned: true }).expect(409)) as Answer;
      expect(body).toMatchObject({ code: 'user.self', rule: 'self', mend: 'ask_another_administrator' });
    }
    expect(await bindingsOf(owner, owner)).toMatchObject({
      items: [
        { name: 'Below', acts: [{ decision: { rule: 'self' } }, {}, {}] },
        { name: 'North', owned: true, customers: { all: false, total: 3 } },
      ],
      bind: { allowed: false, rule: 'self' },
    });
  });

  it('[A6] nobody gives more of a center than they have; what the user has already stays', async () => {
    const user = await newcomer();
    const [alpha, gamma] = partIds(north, 'Alpha', 'Gamma');
    for (const customerIds of [null, [gamma], [alpha, gamma]]) {
      const { body } = (await put(owner, user, north.id, { customerIds }).expect(403)) as Answer;
      expect(body).toMatchObject({ code: 'grant.not_allowed', rule: 'grant_not_held', mend: 'grant_less' });
    }
    await put(second, user, north.id, { customerIds: [gamma] }).expect(200);
    await put(owner, user, north.id, { version: 2, customerIds: [alpha, gamma] }).expect(200);
    const { body } = (await service
      .get(`/v1/users/${user.userId}/service-centers/${north.id}`, as(owner))
      .expect(200)) as Answer;
    expect(body).toMatchObject({
      version: 3,
      customers: {
        all: false,
        mayGiveAll: false,
        parts: [
          { name: 'Alpha', given: true, mayGive: true },
          { name: 'Beta', given: false, mayGive: true },
          { name: 'Gamma', given: true, mayGive: true },
        ],
      },
      entities: { all: true, mayGiveAll: true },
    });
  });

  it('[A6] users are bound to centers of their organization, of those below, or shared with it', async () => {
    const [user, childUser] = [await newcomer(), await newcomer(child)];
    const availableTo = async (actor: TestUser, { userId }: TestUser, q = '') => {
      const { body } = (await service
        .get(`/v1/users/${userId}/service-centers/available?q=${q}`, as(actor))
        .expect(200)) as Answer;
      return (body as { items: { name: string }[] }).items.map(({ name }) => name);
    };
    const mine = (names: string[]) => names.filter((name) => name !== 'Contested');
    expect(mine(await availableTo(master, user))).toEqual(['Below', 'Lent', 'North']);
    expect(await availableTo(master, user, 'bel')).toEqual(['Below']);
    expect(await availableTo(owner, user)).toEqual(['Below', 'North']);
    expect(await availableTo(master, childUser)).toEqual(['Below']);
    await put(master, user, lent.id, {}).expect(200);
    expect(mine(await availableTo(master, user))).toEqual(['Below', 'North']);

    const refused = await put(master, childUser, north.id, {}).expect(403);
    expect(refused.body).toMatchObject({ code: 'grant.not_allowed', rule: 'not_of_organization' });
    const hidden = await put(master, user, abroad.id, {}).expect(404);
    expect(hidden.body).toMatchObject({ code: 'service_center.not_found' });
  });

  it('[A6] of two administrators who bind at once, one is told to look again', async () => {
    const user = await newcomer();
    const [alpha, beta] = partIds(north, 'Alpha', 'Beta');
    const answers = await Promise.all([
      put(master, user, north.id, { customerIds: [alpha] }),
      put(second, user, north.id, { customerIds: [beta] }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      code: 'service_center.binding_changed',
    });
    await unbind(master, user, north.id, 1).expect(409);
    await unbind(master, user, north.id, 2).expect(200);
    // Different centers of one user do not get into each other's way.
    const both = await Promise.all([put(master, user, north.id, {}), put(master, user, below.id, {})]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(both.map(({ body }) => (body as { version: number }).version).sort()).toEqual([4, 5]);
  });

  it('[A6] refuses parts of another center, extra keys, and who may not change access', async () => {
    const user = await newcomer();
    const [delta] = partIds(below, 'Delta');
    const { body } = (await put(master, user, north.id, { customerIds: [delta] }).expect(400)) as Answer;
    expect(body).toMatchObject({ errors: [{ pointer: '/customerIds/0', code: 'part.unknown' }] });
    await put(master, user, north.id, { accountType: 'master' }).expect(400);
    await put(clerk, user, north.id, {}).expect(403);
    await service.get(`/v1/users/${user.userId}/service-centers/available`, as(clerk)).expect(403);
    expect(await bindingsOf(clerk, user)).toMatchObject({ bind: { rule: 'permission_missing' } });
    expect((await bindingsOf(master, user)).items).toEqual([]);
  });
});
