import { anAccess } from './support/access-world';
import { escalationWorld, given, privileged } from './support/escalation-world';
import { waitsForLock } from './support/meanwhile';
import { type TestService, testService } from './support/service';

/** Every way to get more than one has, through HTTP: each is refused, and nothing has changed afterwards. */
describe('nobody gets or gives more than they have: refused is who', () => {
  let service: TestService;
  let world: Awaited<ReturnType<typeof escalationWorld>>;
  beforeAll(async () => {
    service = await testService();
    world = await escalationWorld(service);
  });
  afterAll(() => service.close());

  it('[A2] names a master without being one', () =>
    world.refused(
      '403 grant_above_own_rank',
      world.give('manager', 'standard', given({ accountType: 'master' })),
    ));

  it('[A2] raises their own rank', () =>
    world.refused(
      '409 self',
      world.give(
        'manager',
        'manager',
        anAccess({ accountType: 'master', roleIds: ['company_administrator'] }),
      ),
    ));

  it('[A2] gives themselves a role', () =>
    world.refused(
      '409 self',
      world.give(
        'administrator',
        'administrator',
        privileged({ roleIds: ['company_administrator', world.roles.held] }),
      ),
    ));

  it('[A2] gives themselves what they have already', () =>
    world.refused('409 self', world.give('master', 'master', anAccess({ accountType: 'master' }))));

  it('[A2] with their id in capitals', () =>
    world.refused(
      '409 self',
      world.attempt(
        'administrator',
        'put',
        `/v1/users/${world.people.administrator.userId.toUpperCase()}/access`,
        privileged({ roleIds: ['company_administrator'] }),
      ),
    ));

  it('[A2] lowers somebody above them', () =>
    world.refused('404 user.not_found', world.give('manager', 'secondMaster', anAccess())));

  it('[A2] gives a friend a built-in role that can do more', () =>
    world.refused(
      '403 grant_not_held',
      world.give('administrator', 'standard', privileged({ roleIds: ['company_administrator'] })),
    ));

  it('[A2] gives a friend an own role that can do more', () =>
    world.refused(
      '403 grant_not_held',
      world.give('administrator', 'standard', privileged({ roleIds: [world.roles.wide] })),
    ));

  it('[A2] gives a friend a role from above that can do more', () =>
    world.refused(
      '403 grant_not_held',
      world.give('administrator', 'standard', privileged({ roleIds: [world.roles.above] })),
    ));

  it('[A2] gives a role of a foreign organization', () =>
    world.refused(
      '403 not_of_organization',
      world.give('master', 'standard', privileged({ roleIds: [world.roles.foreign] })),
    ));

  it('[A2] gives a role of an organization below', () =>
    world.refused(
      '403 not_of_organization',
      world.give('master', 'standard', privileged({ roleIds: [world.roles.below] })),
    ));

  it('[A2] gives a role for administrators to a standard account', () =>
    world.refused(
      '403 role_needs_higher_account_type',
      world.give('manager', 'standard', given({ roleIds: ['user_administrator'] })),
    ));

  it('[A3] gives a module that they cannot open', () =>
    world.refused(
      '403 grant_not_held',
      world.give('administrator', 'standard', given({ modules: ['numbers'] })),
    ));

  it('[A3] gives a module for administrators to a standard account', () =>
    world.refused(
      '403 module_for_administrators',
      world.give('master', 'standard', given({ modules: ['user_management'] })),
    ));

  it('[A4] lets a friend into a sub-account that they cannot enter', () =>
    world.refused(
      '403 grant_not_held',
      world.give('administrator', 'standard', given({ subAccountIds: [world.subAccounts.mine] })),
    ));

  it('[A4] lets a friend into all sub-accounts', () =>
    world.refused(
      '403 grant_not_held',
      world.give('administrator', 'standard', given({ subAccountIds: null })),
    ));

  it('[A4] lets a friend into a foreign sub-account', () =>
    world.refused(
      '403 not_of_organization',
      world.give('master', 'standard', given({ subAccountIds: [world.subAccounts.foreign] })),
    ));

  it('[A2] reaches into a foreign organization', () =>
    world.refused('404 user.not_found', world.give('strangersMaster', 'standard', given())));

  it('[A2] changes access without the right to', () =>
    world.refused(
      '403 permission_missing',
      world.give('auditor', 'standard', given({ modules: ['numbers'] })),
    ));

  it('[A2] says in the body who acts', () =>
    world.refused(
      '400 request.invalid',
      world.give('standard', 'below', given({ actorId: world.people.master.userId })),
    ));

  it('[A2] says in the body whom it is about', () =>
    world.refused(
      '400 request.invalid',
      world.give('administrator', 'standard', given({ userId: world.people.administrator.userId })),
    ));

  it('[A2] sends permissions along', () =>
    world.refused(
      '400 request.invalid',
      world.give('administrator', 'standard', given({ permissions: ['installation.operate'] })),
    ));

  it('[A2] sends an organization along', () =>
    world.refused(
      '400 request.invalid',
      world.give('administrator', 'standard', given({ organizationId: world.root.id })),
    ));

  it('[A5] while the same people may do what they may', async () => {
    const { administrator, standard } = world.people;
    const body = given({ accountType: 'privileged', roleIds: ['auditor'], modules: ['statistics'] });
    expect((await world.send(administrator, 'put', world.access('standard'), body)).status).toBe(200);
    expect(await world.events(`access/${standard.userId}`)).toHaveLength(1);
    const change = { version: 1, permissions: ['user.view', 'role.manage'] };
    expect((await world.send(administrator, 'patch', `/v1/roles/${world.roles.held}`, change)).status).toBe(
      200,
    );
  });

  it('[A2] a right that was taken away while the request was on its way is gone', async () => {
    const { manager, below } = world.people;
    const holding = service.database.createQueryRunner();
    await holding.startTransaction();
    await holding.query(`select from access where user_id = $1 for update`, [below.userId]);
    const sent = world.send(manager, 'put', world.access('below'), anAccess({ roleIds: ['chat_operator'] }));
    await waitsForLock(service);
    await holding.query(`update access set role_ids = '{}' where user_id = $1`, [manager.userId]);
    await holding.commitTransaction();
    await holding.release();
    expect((await sent).status).toBe(404);
    expect(await world.events(`access/${below.userId}`)).toEqual([]);
  });
});
