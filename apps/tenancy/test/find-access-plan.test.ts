import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { findAccess } from '../src/access/find-access';
import { type TestService, testService } from './support/service';
import { anOrganization, aUser, insertWorld } from './support/world';

type Node = { 'Node Type': string; 'Relation Name'?: string; Plans?: Node[] };
const flat = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(flat)];

describe('the access of who asks, among 20,000 roles and 20,000 users', () => {
  let service: TestService;
  let owner: DataSource;
  const organization = anOrganization(null);
  const user = aUser(organization, 'privileged', { roleIds: [randomUUID(), 'auditor'] });
  beforeAll(async () => {
    service = await testService();
    owner = await new DataSource({ type: 'postgres', url: service.ownerUrl }).initialize();
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
    await owner.destroy();
    await service.close();
  });

  it('[A2] is read by indexes alone', async () => {
    const read: string[] = [];
    await findAccess(
      {
        async query<T>(sql: string, values?: unknown[]): Promise<T> {
          const [row] = await owner.query<{ 'QUERY PLAN': [{ Plan: Node }] }[]>(
            `explain (analyze, format json) ${sql}`,
            values,
          );
          if (!row) throw new Error('explain answered nothing');
          read.push(
            ...flat(row['QUERY PLAN'][0].Plan)
              .filter((node) => node['Node Type'] === 'Seq Scan')
              .map((node) => node['Relation Name'] ?? ''),
          );
          return service.database.query<T>(sql, values);
        },
      },
      [user.userId],
    );
    // The one organization and the empty table of bindings are read as they are.
    expect(read).not.toContain('roles');
    expect(read).not.toContain('access');
  });
});
