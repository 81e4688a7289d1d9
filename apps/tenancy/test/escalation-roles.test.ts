import { aRole, escalationWorld } from './support/escalation-world';
import { type TestService, testService } from './support/service';

/** Every way to get more than one has, through HTTP: each is refused, and nothing has changed afterwards. */
describe('nobody gets more through what is given: refused is who', () => {
  let service: TestService;
  let world: Awaited<ReturnType<typeof escalationWorld>>;
  beforeAll(async () => {
    service = await testService();
    world = await escalationWorld(service);
  });
  afterAll(() => service.close());

  it('[A2] makes a role that can do more than they can', () =>
    world.refused(
      '403 grant_not_held',
      world.attempt(
        'administrator',
        'post',
        world.rolesOf('company'),
        aRole({ permissions: ['user.view', 'organization.manage'] }),
      ),
    ));

  it('[A2] makes a role that operates the installation', () =>
    world.refused(
      '400 request.invalid',
      world.attempt(
        'operator',
        'post',
        world.rolesOf('root'),
        aRole({ permissions: ['installation.operate'] }),
      ),
    ));

  it('[A2] makes a role for masters', () =>
    world.refused(
      '403 grant_above_own_rank',
      world.attempt('manager', 'post', world.rolesOf('company'), aRole({ lowestAccountType: 'master' })),
    ));

  it('[A3] makes a role that lets standard accounts manage users', () =>
    world.refused(
      '422 role.for_administrators',
      world.attempt('master', 'post', world.rolesOf('company'), aRole({ lowestAccountType: 'standard' })),
    ));

  it('[A2] makes a role above their organization', () =>
    world.refused(
      '404 organization.not_found',
      world.attempt('master', 'post', world.rolesOf('root'), aRole()),
    ));

  it('[A2] makes a role without the right to', () =>
    world.refused(
      '403 permission_missing',
      world.attempt('auditor', 'post', world.rolesOf('company'), aRole()),
    ));

  it('[A2] puts more into a role that they hold', () =>
    world.refused(
      '403 grant_not_held',
      world.attempt('administrator', 'patch', `/v1/roles/${world.roles.held}`, {
        version: 1,
        permissions: ['user.view', 'role.manage', 'user.access', 'organization.manage'],
      }),
    ));

  it('[A2] takes over a role that can do more than they can, by making it less', () =>
    world.refused(
      '403 grant_not_held',
      world.attempt('administrator', 'patch', `/v1/roles/${world.roles.wide}`, {
        version: 1,
        permissions: ['user.view'],
      }),
    ));

  it('[A2] deletes a role that can do more than they can', () =>
    world.refused(
      '403 grant_not_held',
      world.attempt('administrator', 'delete', `/v1/roles/${world.roles.wide}`),
    ));

  it('[A2] changes a role that was made above', () =>
    world.refused(
      '403 outside_subtree',
      world.attempt('master', 'patch', `/v1/roles/${world.roles.above}`, {
        version: 1,
        permissions: ['user.view', 'user.block'],
      }),
    ));

  it('[A2] changes a role of a foreign organization', () =>
    world.refused(
      '404 role.not_found',
      world.attempt('master', 'patch', `/v1/roles/${world.roles.foreign}`, { version: 1, permissions: [] }),
    ));

  it('[A2] changes a role that is built in', () =>
    world.refused(
      '404 role.not_found',
      world.attempt('operator', 'patch', '/v1/roles/auditor', { version: 1, permissions: ['user.access'] }),
    ));

  it('[A2] moves a role into another organization', () =>
    world.refused(
      '400 request.invalid',
      world.attempt('master', 'patch', `/v1/roles/${world.roles.wide}`, {
        version: 1,
        organizationId: world.root.id,
      }),
    ));

  it('[A3] opens a module to everybody without operating the installation', () =>
    world.refused(
      '403 not_operator',
      world.attempt('master', 'put', '/v1/modules/numbers', {
        name: 'Numbers',
        adminOnly: false,
        position: 1,
        version: 0,
      }),
    ));

  it('[A3] opens pricing to everybody', () =>
    world.refused(
      '422 module.for_administrators',
      world.attempt('operator', 'put', '/v1/modules/pricing', {
        name: 'Pricing',
        adminOnly: false,
        position: 1,
        version: 0,
      }),
    ));

  it('[A4] renames a foreign sub-account', () =>
    world.refused(
      '404 sub_account.not_found',
      world.attempt('master', 'patch', `/v1/sub-accounts/${world.subAccounts.foreign}`, {
        name: 'Mine',
        version: 1,
      }),
    ));
});
