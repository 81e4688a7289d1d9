import { type AccessWorld, accessWorld, anAccess } from './support/access-world';
import { type TestService, testService } from './support/service';
import { emptyWorld } from './support/world';

describe('the access of a user', () => {
  let service: TestService;
  let world: AccessWorld;
  beforeAll(async () => {
    service = await testService();
  });
  beforeEach(async () => {
    await emptyWorld(service.database);
    await service.database.query('delete from outbox');
    world = await accessWorld(service);
  });
  afterAll(() => service.close());

  const pathOf = ({ userId }: { userId: string }) => `/v1/users/${userId}/access`;

  it('[A2] [A3] [A4] is changed as a whole, told by an event, and read back with names', async () => {
    const { manager, standard, master } = world.people;
    const role = await world.role(world.company.id, ['user.view']);
    const north = await world.subAccount(world.company.id, 'North');
    const granted = {
      accountType: 'privileged',
      roleIds: ['chat_operator', role],
      modules: ['pricing'],
      subAccountIds: [north],
    };
    const subject = `access/${standard.userId}`;
    expect(await world.send(master, 'put', pathOf(standard), anAccess(granted))).toEqual({
      status: 200,
      body: { subject, version: 2 },
    });
    expect(await world.events(subject)).toEqual([
      {
        type: 'tenancy.access.changed.v1',
        version: 2,
        actor: `user/${master.userId}`,
        data: { userId: standard.userId, organizationId: world.company.id, ...granted },
      },
    ]);
    expect(await world.query('select from outbox')).toHaveLength(1);

    const { body } = await world.get(manager, pathOf(standard));
    expect(body).toMatchObject({
      accountType: 'privileged',
      version: 2,
      roles: [
        { roleId: 'chat_operator', builtIn: true, name: null },
        { roleId: role, builtIn: false, organization: { name: 'Nordlicht' }, permissions: ['user.view'] },
      ],
      modules: [{ key: 'pricing', name: 'Pricing', adminOnly: true }],
      subAccounts: [{ subAccountId: north, name: 'North' }],
      permissions: ['user.view'],
    });
  });

  it('[A2] is written no second time where nothing changes', async () => {
    const { master, standard } = world.people;
    const { body } = await world.send(master, 'put', pathOf(standard), anAccess());
    expect(body).toMatchObject({ version: 1 });
    expect(await world.events(`access/${standard.userId}`)).toEqual([]);
  });

  it('[A5] lets a user manage others who is not the master, from their next request on', async () => {
    const { master, standard, below } = world.people;
    const list = () => world.get(standard, '/v1/directory/users');
    expect((await list()).body).toMatchObject({ total: { count: 1 } });
    expect((await world.send(standard, 'put', pathOf(below), anAccess())).status).toBe(404);

    const cookie = await service.signIn(standard);
    const raised = anAccess({ accountType: 'privileged', roleIds: ['user_administrator'] });
    await world.send(master, 'put', pathOf(standard), raised);
    const seen = await service.get('/v1/directory/users', cookie).expect(200);
    // Everybody of the company and its customer except the two masters.
    expect(seen.body).toMatchObject({ total: { count: 5 } });
    const change = anAccess({ modules: [], roleIds: ['chat_operator'] });
    expect((await world.send(standard, 'put', pathOf(below), change)).status).toBe(200);

    await world.send(master, 'put', pathOf(standard), anAccess({ version: 2 }));
    expect((await service.get('/v1/directory/users', cookie)).body).toMatchObject({ total: { count: 1 } });
    expect((await world.send(standard, 'put', pathOf(below), anAccess({ version: 2 }))).status).toBe(404);
  });

  it('[A8] moves the rank in the directory with the account type, for whoever looks', async () => {
    const { master, manager, standard } = world.people;
    expect((await world.get(manager, pathOf(standard))).status).toBe(200);
    await world.send(master, 'put', pathOf(standard), anAccess({ accountType: 'master' }));
    expect((await world.get(manager, pathOf(standard))).status).toBe(404);
    expect(await world.query(`select rank from directory where user_id = $1`, [standard.userId])).toEqual([
      { rank: 2 },
    ]);
  });

  it('[A2] is changed by one of two who looked at the same version', async () => {
    const { master, secondMaster, standard } = world.people;
    const answers = await Promise.all([
      world.send(master, 'put', pathOf(standard), anAccess({ roleIds: ['chat_operator'] })),
      world.send(secondMaster, 'put', pathOf(standard), anAccess({ modules: ['messages'] })),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      code: 'access.changed',
      version: 2,
    });
    expect(await world.events(`access/${standard.userId}`)).toHaveLength(1);
  });

  it('[A2] leaves an organization its last active master, also when two masters lower each other', async () => {
    const { master, secondMaster } = world.people;
    const lowered = anAccess({ accountType: 'privileged' });
    const answers = await Promise.all([
      world.send(master, 'put', pathOf(secondMaster), lowered),
      world.send(secondMaster, 'put', pathOf(master), lowered),
    ]);
    expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
    const masters = await world.query<{ userId: string }>(
      `select user_id as "userId" from access where organization_id = $1 and account_type = 'master'`,
      [world.company.id],
    );
    expect(masters).toHaveLength(1);

    const [last] = masters;
    if (!last) throw new Error('there is no master left');
    expect(await world.send(world.people.operator, 'put', pathOf(last), lowered)).toMatchObject({
      status: 409,
      body: { code: 'user.last_master', rule: 'last_master', mend: 'name_another_master_first' },
    });
    // Blocked masters do not count, and may be lowered.
    await world.query(`update access set status = 'blocked' where user_id = $1`, [last.userId]);
    expect((await world.send(world.people.operator, 'put', pathOf(last), lowered)).status).toBe(200);
  });

  it.each([
    ['a role of another organization', 'role', 'not_of_organization'],
    ['a role that is none', 'unknownRole', 'not_of_organization'],
    ['a module that is none', 'unknownModule', 'not_of_organization'],
    ['a sub-account of another organization', 'subAccount', 'not_of_organization'],
    ['a role for administrators', 'auditor', 'role_needs_higher_account_type'],
    ['a module for administrators', 'pricing', 'module_for_administrators'],
  ] as const)('[A2] [A3] [A4] a standard account is refused %s', async (_what, part, rule) => {
    const parts = {
      role: { roleIds: [await world.role(world.customer.id, [])] },
      unknownRole: { roleIds: ['no_such_role'] },
      unknownModule: { modules: ['no_such_module'] },
      subAccount: { subAccountIds: [await world.subAccount(world.customer.id, 'South')] },
      auditor: { roleIds: ['auditor'] },
      pricing: { modules: ['pricing'] },
    };
    const before = await world.everything();
    const { master, standard } = world.people;
    expect(await world.send(master, 'put', pathOf(standard), anAccess(parts[part]))).toMatchObject({
      status: 403,
      body: { code: 'grant.not_allowed', rule },
    });
    expect(await world.everything()).toEqual(before);
  });

  it.each(['pricing', 'payment', 'user_management'])(
    '[A3] a standard account never opens %s, not even by a statement past the service',
    async (module) => {
      const written = world.query(`update access set modules = array[$2] where user_id = $1`, [
        world.people.standard.userId,
        module,
      ]);
      await expect(written).rejects.toThrow('violates check constraint');
    },
  );

  it('[A3] a standard account that is lowered keeps no module for administrators', async () => {
    const { master, administrator } = world.people;
    await world.query(`update access set modules = array['payment'] where user_id = $1`, [
      administrator.userId,
    ]);
    const lowered = anAccess({ modules: ['payment'] });
    expect((await world.send(master, 'put', pathOf(administrator), lowered)).body).toMatchObject({
      rule: 'module_for_administrators',
    });
    expect((await world.send(master, 'put', pathOf(administrator), anAccess())).status).toBe(200);
  });

  it('[A4] opens no more sub-accounts than its giver may enter', async () => {
    const { administrator, standard } = world.people;
    const north = await world.subAccount(world.company.id, 'North');
    const south = await world.subAccount(world.company.id, 'South');
    await world.query(`update access set sub_account_ids = array[$2::uuid] where user_id = $1`, [
      administrator.userId,
      north,
    ]);
    await world.query(`update access set sub_account_ids = '{}' where user_id = $1`, [standard.userId]);
    const give = (subAccountIds: string[] | null) =>
      world.send(administrator, 'put', pathOf(standard), anAccess({ subAccountIds }));
    for (const tooMuch of [null, [south], [north, south]])
      expect((await give(tooMuch)).body).toMatchObject({ rule: 'grant_not_held' });
    expect((await give([north])).status).toBe(200);
  });

  it.each([
    ['an unknown key', { owner: true }],
    ['no account type', { accountType: undefined }],
    ['an account type that is none', { accountType: 'root' }],
    ['a version that is none', { version: -1 }],
    ['roles that are no list', { roleIds: 'auditor' }],
  ])('with %s is not taken', async (_what, wrong) => {
    const { master, standard } = world.people;
    expect(await world.send(master, 'put', pathOf(standard), anAccess(wrong))).toMatchObject({
      status: 400,
      body: { code: 'request.invalid' },
    });
  });

  it('[A8] of somebody unseen, unknown or no id is not there, all three with the same words', async () => {
    const { master, administrator, stranger, secondMaster } = world.people;
    const answers = [
      await world.send(master, 'put', pathOf(stranger), anAccess()),
      await world.send(administrator, 'put', pathOf(secondMaster), anAccess()),
      await world.send(master, 'put', '/v1/users/0b0e7a34-4a8e-4c55-9f0e-000000000000/access', anAccess()),
      await world.send(master, 'put', '/v1/users/nobody/access', anAccess()),
    ];
    for (const { status, body } of answers)
      expect([status, { ...body, traceId: null }]).toEqual([404, { ...answers[0]?.body, traceId: null }]);
  });
});
