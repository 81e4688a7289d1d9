import { type AccessWorld, accessWorld } from './support/access-world';
import { type TestService, testService } from './support/service';
import { emptyWorld } from './support/world';

describe('roles of an organization', () => {
  let service: TestService;
  let world: AccessWorld;
  beforeAll(async () => {
    service = await testService();
  });
  beforeEach(async () => {
    await emptyWorld(service.database);
    world = await accessWorld(service);
  });
  afterAll(() => service.close());

  const aRole = (change: Record<string, unknown> = {}) => ({
    name: 'Auditor of numbers',
    description: 'Sees the users.',
    lowestAccountType: 'privileged',
    permissions: ['user.view'],
    ...change,
  });
  const rolesOf = ({ id }: { id: string }) => `/v1/organizations/${id}/roles`;

  it('[A2] are made, listed behind the built-in ones, changed and deleted, each with an event', async () => {
    const { manager } = world.people;
    const { status, body: created } = await world.send(manager, 'post', rolesOf(world.company), aRole());
    const roleId = String(created['roleId']);
    const subject = `role/${roleId}`;
    expect([status, created]).toEqual([201, { subject, version: 1, roleId }]);

    const { body: list } = await world.get(manager, rolesOf(world.company));
    expect(list).toMatchObject({
      items: [
        {
          roleId: 'company_administrator',
          builtIn: true,
          version: 0,
          holders: null,
          change: { allowed: false },
        },
        { roleId: 'user_administrator' },
        { roleId: 'auditor' },
        { roleId: 'chat_operator', lowestAccountType: 'standard', permissions: [] },
        {
          ...aRole(),
          roleId,
          builtIn: false,
          organization: { organizationId: world.company.id },
          version: 1,
          holders: 0,
          change: { allowed: true },
        },
      ],
    });

    const change = { version: 1, name: 'Reader', permissions: ['user.view', 'user.invite'] };
    expect(await world.send(manager, 'patch', `/v1/roles/${roleId}`, change)).toEqual({
      status: 200,
      body: { subject, version: 2 },
    });
    expect((await world.get(manager, `/v1/roles/${roleId}`)).body).toMatchObject({
      name: 'Reader',
      description: 'Sees the users.',
      permissions: ['user.view', 'user.invite'],
      version: 2,
    });
    expect(await world.send(manager, 'delete', `/v1/roles/${roleId}`)).toMatchObject({
      status: 200,
      body: { subject, version: 3 },
    });
    expect((await world.get(manager, `/v1/roles/${roleId}`)).status).toBe(404);

    const organizationId = world.company.id;
    const facts = { roleId, organizationId };
    expect(await world.events(subject)).toMatchObject([
      { type: 'tenancy.role.created.v1', version: 1, data: { ...facts, ...aRole() } },
      {
        type: 'tenancy.role.changed.v1',
        version: 2,
        actor: `user/${manager.userId}`,
        data: { ...facts, ...aRole(), name: 'Reader', permissions: ['user.view', 'user.invite'] },
      },
      { type: 'tenancy.role.deleted.v1', version: 3, data: facts },
    ]);
  });

  it('[A2] come in pages: built in, then those made above by name, then the own ones', async () => {
    const { manager } = world.people;
    await world.role(world.company.id, []);
    for (const organizationId of [world.customer.id, world.root.id]) await world.role(organizationId, []);
    await world.query(
      `update roles set name = 'Of ' || o.name from organizations o where o.id = organization_id`,
    );
    const page = async (query: string) => {
      const { body } = await world.get(manager, `${rolesOf(world.customer)}?${query}`);
      const { items, nextCursor } = body as {
        items: { name: string | null; builtIn: boolean }[];
        nextCursor: string | null;
      };
      return {
        builtIn: items.filter((one) => one.builtIn).length,
        names: items.map(({ name }) => name),
        nextCursor,
      };
    };
    const first = await page('limit=2');
    const second = await page(`limit=2&cursor=${first.nextCursor ?? ''}`);
    expect([first.builtIn, first.names.slice(4)]).toEqual([4, ['Of Velaria', 'Of Nordlicht']]);
    expect(second).toEqual({ builtIn: 0, names: ['Of Kunde'], nextCursor: null });
  });

  it('[A2] change at once what those may do who hold them', async () => {
    const { manager, administrator, standard, auditor } = world.people;
    const roleId = await world.role(world.company.id, ['user.view', 'user.access'], [auditor]);
    await world.query(`update access set role_ids = array[$2] where user_id = $1`, [auditor.userId, roleId]);
    const cookie = await service.signIn(auditor);
    const permissions = async () =>
      ((await service.get('/v1/me', cookie)).body as { permissions: string[] }).permissions;
    expect(await permissions()).toEqual(['user.view', 'user.access']);
    await world.send(manager, 'patch', `/v1/roles/${roleId}`, { version: 1, permissions: ['user.view'] });
    expect(await permissions()).toEqual(['user.view']);
    await world.send(manager, 'patch', `/v1/roles/${roleId}`, { version: 2, permissions: [] });
    expect(await permissions()).toEqual([]);
    // Nobody else has gained or lost anything.
    expect((await world.get(administrator, `/v1/users/${standard.userId}/access`)).status).toBe(200);
  });

  it('[A2] are held by users of the organizations below, and counted as far as one sees them', async () => {
    const { master, below, operator, strangersMaster } = world.people;
    const roleId = await world.role(world.root.id, []);
    await world.query(`update roles set lowest_account_type = 'standard' where id = $1`, [roleId]);
    const give = { version: 1, accountType: 'standard', roleIds: [roleId], modules: [], subAccountIds: null };
    expect((await world.send(master, 'put', `/v1/users/${below.userId}/access`, give)).status).toBe(200);
    const holders = async (who: typeof master) =>
      (await world.get(who, `/v1/roles/${roleId}`)).body['holders'];
    expect(await holders(operator)).toBe(1);
    expect(await holders(strangersMaster)).toBe(0);
  });

  it('[A2] are not deleted while somebody holds them, and the answer says how many', async () => {
    const { manager, standard, auditor } = world.people;
    const roleId = await world.role(world.company.id, [], [standard, auditor]);
    expect(await world.send(manager, 'delete', `/v1/roles/${roleId}`)).toMatchObject({
      status: 409,
      body: { code: 'role.held', holders: 2 },
    });
    await world.query(`update access set role_ids = '{}' where user_id = any($1)`, [
      [standard.userId, auditor.userId],
    ]);
    expect((await world.send(manager, 'delete', `/v1/roles/${roleId}`)).status).toBe(200);
  });

  it('[A2] are never given and deleted at once', async () => {
    const { manager, master, standard } = world.people;
    for (let round = 0; round < 8; round++) {
      const roleId = await world.role(world.company.id, []);
      await world.query(`update roles set lowest_account_type = 'standard' where id = $1`, [roleId]);
      const [row] = await world.query<{ version: number }>(`select version from access where user_id = $1`, [
        standard.userId,
      ]);
      const give = {
        version: row?.version,
        accountType: 'standard',
        roleIds: [roleId],
        modules: [],
        subAccountIds: null,
      };
      const [given, deleted] = await Promise.all([
        world.send(master, 'put', `/v1/users/${standard.userId}/access`, give),
        world.send(manager, 'delete', `/v1/roles/${roleId}`),
      ]);
      expect([
        [200, 409],
        [403, 200],
      ]).toContainEqual([given.status, deleted.status]);
    }
  });

  it('[A3] with any permission are for administrators, before and after a change', async () => {
    const { manager, standard } = world.people;
    const low = aRole({ lowestAccountType: 'standard' });
    expect(await world.send(manager, 'post', rolesOf(world.company), low)).toMatchObject({
      status: 422,
      body: { code: 'role.for_administrators' },
    });
    const harmless = aRole({ lowestAccountType: 'standard', permissions: [] });
    const { body } = await world.send(manager, 'post', rolesOf(world.company), harmless);
    const path = `/v1/roles/${String(body['roleId'])}`;
    expect(
      await world.send(manager, 'patch', path, { version: 1, permissions: ['user.view'] }),
    ).toMatchObject({
      status: 422,
    });
    // Raised together with what it opens, but not over the heads of those who hold it.
    const raised = { version: 1, permissions: ['user.view'], lowestAccountType: 'privileged' };
    await world.query(`update access set role_ids = array[$2] where user_id = $1`, [
      standard.userId,
      body['roleId'],
    ]);
    expect(await world.send(manager, 'patch', path, raised)).toMatchObject({
      status: 409,
      body: { code: 'role.held', holders: 1 },
    });
    await world.query(`update access set role_ids = '{}' where user_id = $1`, [standard.userId]);
    expect((await world.send(manager, 'patch', path, raised)).status).toBe(200);
  });

  it('have a name of their own in the organization, whatever its case and accents', async () => {
    const { manager, master } = world.people;
    await world.send(manager, 'post', rolesOf(world.company), aRole({ name: 'Prüfer' }));
    const again = await world.send(manager, 'post', rolesOf(world.company), aRole({ name: ' PRUFER ' }));
    expect(again).toMatchObject({ status: 409, body: { code: 'role.name_taken' } });
    const { body } = await world.send(manager, 'post', rolesOf(world.company), aRole({ name: 'Other' }));
    const renamed = { version: 1, name: 'prüfer' };
    expect(await world.send(manager, 'patch', `/v1/roles/${String(body['roleId'])}`, renamed)).toMatchObject({
      status: 409,
      body: { code: 'role.name_taken' },
    });
    expect(
      (await world.send(master, 'post', rolesOf(world.customer), aRole({ name: 'Prüfer' }))).status,
    ).toBe(201);
  });

  it('are changed by one of two who looked at the same version', async () => {
    const { manager, master } = world.people;
    const path = `/v1/roles/${await world.role(world.company.id, ['user.view'])}`;
    const answers = await Promise.all([
      world.send(manager, 'patch', path, { version: 1, name: 'One' }),
      world.send(master, 'patch', path, { version: 1, name: 'Two' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      code: 'role.changed',
      version: 2,
    });
  });

  it('[A2] that were made above are seen and not changed; those beside are not there', async () => {
    const { manager, auditor, standard } = world.people;
    const above = await world.role(world.root.id, ['user.view']);
    const beside = await world.role(world.other.id, ['user.view']);
    expect((await world.get(manager, `/v1/roles/${above}`)).body).toMatchObject({
      organization: null,
      change: { allowed: false, rule: 'outside_subtree', mend: 'ask_organization_above' },
    });
    const change = { version: 1, name: 'Mine' };
    expect(await world.send(manager, 'patch', `/v1/roles/${above}`, change)).toMatchObject({ status: 403 });
    for (const id of [beside, 'auditor', '0b0e7a34-4a8e-4c55-9f0e-000000000000', 'none']) {
      expect(await world.get(manager, `/v1/roles/${id}`)).toMatchObject({
        status: 404,
        body: { code: 'role.not_found' },
      });
      expect((await world.send(manager, 'patch', `/v1/roles/${id}`, change)).status).toBe(404);
      expect((await world.send(manager, 'delete', `/v1/roles/${id}`)).status).toBe(404);
    }
    expect((await world.get(standard, rolesOf(world.company))).status).toBe(403);
    expect((await world.get(auditor, rolesOf(world.company))).status).toBe(200);
    expect((await world.get(auditor, rolesOf(world.root))).status).toBe(404);
  });
});
