import { type AccessWorld, accessWorld } from './support/access-world';
import { type TestService, testService } from './support/service';

describe('modules of the product', () => {
  let service: TestService;
  let world: AccessWorld;
  beforeAll(async () => {
    service = await testService();
    world = await accessWorld(service);
  });
  afterAll(() => service.close());

  const put = (who: keyof AccessWorld['people'], key: string, body: object) =>
    world.send(world.people[who], 'put', `/v1/modules/${key}`, body);
  const aModule = (change: object = {}) => ({
    name: 'Reports',
    adminOnly: false,
    position: 9,
    version: null,
    ...change,
  });

  it('[A3] are named by the operator, and new ones are made', async () => {
    expect(await put('operator', 'reports', aModule())).toEqual({
      status: 200,
      body: { subject: 'module/reports', version: 1 },
    });
    expect((await put('operator', 'reports', aModule({ name: 'Figures', version: 1 }))).body).toMatchObject({
      version: 2,
    });
    expect(
      (await put('operator', 'statistics', aModule({ name: 'Numbers', position: 0, version: 0 }))).body,
    ).toMatchObject({
      version: 1,
    });
    expect(await world.events('module/reports')).toMatchObject([
      {
        type: 'tenancy.module.changed.v1',
        version: 1,
        data: { key: 'reports', name: 'Reports', adminOnly: false, position: 9 },
      },
      { version: 2, data: { name: 'Figures' } },
    ]);
    const { body } = await world.get(world.people.operator, '/v1/modules');
    expect(body).toMatchObject({
      items: [
        { key: 'statistics', name: 'Numbers', alwaysAdminOnly: false },
        { key: 'messages' },
        { key: 'numbers' },
        { key: 'scripts' },
        { key: 'pricing', alwaysAdminOnly: true },
        { key: 'payment', alwaysAdminOnly: true },
        { key: 'user_management', alwaysAdminOnly: true },
        { key: 'reports', name: 'Figures', adminOnly: false, position: 9 },
      ],
    });
  });

  it.each(['pricing', 'payment', 'user_management'])(
    '[A3] leave %s to administrators, always',
    async (key) => {
      expect(await put('operator', key, aModule())).toMatchObject({
        status: 422,
        body: { code: 'module.for_administrators' },
      });
      expect((await put('operator', key, aModule({ name: key, adminOnly: true, version: 0 }))).status).toBe(
        200,
      );
    },
  );

  it('[A3] are closed to standard accounts once none of them opens it, and the answer says how many do', async () => {
    const { standard, below, auditor } = world.people;
    await world.query(`update access set modules = array['scripts'] where user_id = any($1)`, [
      [standard.userId, below.userId, auditor.userId],
    ]);
    const closed = aModule({ adminOnly: true, version: 0 });
    expect(await put('operator', 'scripts', closed)).toMatchObject({
      status: 409,
      body: { code: 'module.held', holders: 2 },
    });
    expect(await world.events('module/scripts')).toEqual([]);
    await world.query(`update access set modules = '{}' where account_type = 'standard'`);
    expect((await put('operator', 'scripts', closed)).status).toBe(200);
  });

  it('[A3] are changed by one of two who read the same, and what changes nothing is no event', async () => {
    await put('operator', 'archive', aModule());
    const version = 1;
    expect(await put('operator', 'archive', aModule({ version }))).toEqual({
      status: 200,
      body: { subject: 'module/archive', version },
    });
    expect(await world.events('module/archive')).toHaveLength(1);
    const answers = await Promise.all([
      put('operator', 'archive', aModule({ name: 'Files', version })),
      put('operator', 'archive', aModule({ name: 'Papers', version })),
      // As if there were none.
      put('operator', 'archive', aModule({ name: 'New' })),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'module.changed' });
    expect(await world.events('module/archive')).toHaveLength(2);
    expect(await put('operator', 'never_made', aModule({ version: 3 }))).toMatchObject({
      status: 409,
      body: { code: 'module.changed' },
    });
    expect(await world.query(`select from modules where key = 'never_made'`)).toEqual([]);
  });

  it.each(['master', 'manager', 'standard'] as const)('are not for a %s', async (who) => {
    expect(await put(who, 'statistics', aModule())).toMatchObject({
      status: 403,
      body: { code: 'permission.missing', rule: 'not_operator', mend: 'ask_operator' },
    });
    expect((await world.get(world.people[who], '/v1/modules')).status).toBe(403);
  });

  it.each([
    ['a key that is none', 'No-Key', {}],
    ['an unknown value', 'reports', { adminsOnly: true }],
    ['no name', 'reports', { name: ' ' }],
  ])('are not taken with %s', async (_what, key, wrong) => {
    expect(await put('operator', key, aModule(wrong))).toMatchObject({ status: 400 });
  });
});
