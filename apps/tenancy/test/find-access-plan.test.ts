import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { findAccess } from '../src/access/find-access';
import { explaining } from './support/explaining';
import { type TestService, testService } from './support/service';
import { anOrganization, aUser, insertWorld } from './support/world';

describe('the access of who asks, among 20,000 roles and 20,000 users', () => {
  let service: TestService;
  let owner: Client;
  const organization = anOrganization(null);
  const user = aUser(organization, 'privileged', { roleIds: [randomUUID(), 'auditor'] });
  beforeAll(async () => {
    service = await testService();
    owner = new Client({ connectionString: service.ownerUrl });
    await owner.connect();
    await insertWorld(service.database, { organizations: [organization], users: [user] });
    await owner.query(
      `insert into roles (id, organization_id, name, description, lowest_account_type, permissions, version, created_at, sort_name)
       select gen_random_uuid(), $1, n, '', 'privileged', '{user.view}', 1, now(), n
       from (select 'role ' || n as n from generate_series(1, 20000) n) r`,
      [organization.id],
    );
    await owner.query(
      `insert into access (user_id, organization_id, account_type, status, version)
       select gen_random_uuid(), $1, 'standard', 'active', 1 from generate_series(1, 20000)`,
      [organization.id],
    );
    await owner.query('analyze');
  });
  afterAll(async () => {
    await owner.end();
    await service.close();
  });

  it('[A2] is read by indexes alone', async () => {
    const { database, plans } = explaining(service.database);
    const found = await findAccess(database, [user.userId]);
    expect(found.get(user.userId)?.roleIds).toEqual(user.roleIds);
    // The one organization and the empty table of bindings are read as they are.
    expect(plans).toHaveLength(1);
    const whole = plans.flatMap((plan) => plan.whole);
    expect(whole).not.toContain('roles');
    expect(whole).not.toContain('access');
  });
});
