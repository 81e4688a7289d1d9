import { randomUUID } from 'node:crypto';
import type { Permission } from '@tenantry/domain';
import { sortKey } from '../../src/search/fold';
import type { Answer, TestService } from './service';
import { anOrganization, aUser, insertWorld, type TestUser } from './world';

/** One who administers users without being the master (A5), one who manages everything, and those they look after. */
export async function accessWorld(service: TestService) {
  const root = anOrganization(null, 'Velaria');
  const company = anOrganization(root, 'Nordlicht');
  const customer = anOrganization(company, 'Kunde');
  const other = anOrganization(root, 'Other');
  const people = {
    operator: aUser(root, 'master'),
    master: aUser(company, 'master'),
    secondMaster: aUser(company, 'master'),
    manager: aUser(company, 'privileged', { roleIds: ['company_administrator'] }),
    administrator: aUser(company, 'privileged', { roleIds: ['user_administrator'], modules: ['statistics'] }),
    auditor: aUser(company, 'privileged', { roleIds: ['auditor'] }),
    standard: aUser(company, 'standard'),
    below: aUser(customer, 'standard'),
    stranger: aUser(other, 'standard'),
    strangersMaster: aUser(other, 'master'),
  };
  await insertWorld(service.database, {
    organizations: [root, company, customer, other],
    users: Object.values(people),
  });
  const query = <T = Record<string, unknown>>(sql: string, values: unknown[] = []) =>
    service.database.query<T[]>(sql, values);

  return {
    root,
    company,
    customer,
    other,
    people,
    query,
    /** Sends a command as somebody; answers status and body. */
    async send(
      who: TestUser,
      method: 'post' | 'put' | 'patch' | 'delete',
      path: string,
      body?: object,
    ): Promise<{ status: number; body: Record<string, unknown> }> {
      const answer = await service.send(method, path, await service.signIn(who), body);
      return { status: answer.status, body: answer.body as Record<string, unknown> };
    },
    async get(who: TestUser, path: string): Promise<{ status: number; body: Record<string, unknown> }> {
      const answer = (await service.get(path, await service.signIn(who))) as Answer & { status: number };
      return { status: answer.status, body: answer.body as Record<string, unknown> };
    },
    /** Writes an own role as it would have been made. */
    async role(
      organizationId: string,
      permissions: Permission[],
      holders: TestUser[] = [],
      named?: string,
    ): Promise<string> {
      const id = randomUUID();
      const name = named ?? `Role ${id}`;
      await query(
        `insert into roles (id, organization_id, name, description, lowest_account_type, permissions, version,
           created_at, sort_name) values ($1, $2, $3, '', 'privileged', $4, 1, now(), $5)`,
        [id, organizationId, name, permissions, sortKey(name)],
      );
      for (const { userId } of holders)
        await query(`update access set role_ids = role_ids || $2::text where user_id = $1`, [userId, id]);
      return id;
    },
    async subAccount(organizationId: string, name: string): Promise<string> {
      const id = randomUUID();
      await query(
        `insert into sub_accounts (id, organization_id, name, version, created_at, sort_name)
         values ($1, $2, $3, 1, now(), $4)`,
        [id, organizationId, name, sortKey(name)],
      );
      return id;
    },
    /** The events of a subject, oldest first. */
    events: (subject: string) =>
      query<{ type: string; version: number; actor: string; data: Record<string, unknown> }>(
        `select type, version, actor, data from event_log where subject = $1 order by id`,
        [subject],
      ),
    /** Everything that tenancy holds true about access, to see that nothing has changed. */
    everything: () =>
      query(`select
        (select json_agg(a order by user_id) from access a) as access,
        (select json_agg(r order by id) from roles r) as roles,
        (select json_agg(m order by key) from modules m) as modules,
        (select json_agg(s order by id) from sub_accounts s) as "subAccounts",
        (select json_agg(d.rank order by user_id) from directory d) as ranks,
        (select count(*) from event_log) as events`),
  };
}

export type AccessWorld = Awaited<ReturnType<typeof accessWorld>>;

/** An access as the console would send it. */
export const anAccess = (change: Record<string, unknown> = {}) => ({
  version: 1,
  accountType: 'standard',
  roleIds: [],
  modules: [],
  subAccountIds: null,
  ...change,
});
