import { type AccessWorld, accessWorld, anAccess } from './access-world';
import type { TestService } from './service';

type People = keyof AccessWorld['people'];
type Attempt = { who: People; method: 'post' | 'put' | 'patch' | 'delete'; path: string; body?: object };
type Values = Record<string, unknown>;

/** What a standard account of the escalation's world has, so that only the named part is new. */
export const given = (change: Values = {}) => anAccess({ subAccountIds: [], ...change });
export const privileged = (change: Values = {}) => given({ accountType: 'privileged', ...change });
export const aRole = (change: Values = {}) => ({
  name: 'Mine',
  description: '',
  lowestAccountType: 'privileged',
  permissions: ['user.view'],
  ...change,
});

/**
 * The attackers are an administrator of users (A5), one of everything who is not the master, an auditor, a standard
 * account and masters; there is something to get above them, beside them and below.
 */
export async function escalationWorld(service: TestService) {
  const world = await accessWorld(service);
  const { company, root, other, customer, people } = world;
  const held = ['user.view', 'role.manage', 'user.access'] as const;
  const roles = {
    /** The administrator holds it, and can therefore change roles. */
    held: await world.role(company.id, [...held], [people.administrator]),
    wide: await world.role(company.id, ['user.view', 'organization.manage']),
    above: await world.role(root.id, ['user.view', 'line.assign']),
    foreign: await world.role(other.id, ['user.view']),
    below: await world.role(customer.id, ['user.view']),
  };
  const subAccounts = {
    mine: await world.subAccount(company.id, 'North'),
    foreign: await world.subAccount(other.id, 'South'),
  };
  await world.query(`update access set sub_account_ids = '{}' where user_id = any($1)`, [
    [people.administrator.userId, people.standard.userId],
  ]);

  const access = (who: People) => `/v1/users/${people[who].userId}/access`;
  const attempt = (who: People, method: Attempt['method'], path: string, body?: object): Attempt => ({
    who,
    method,
    path,
    ...(body && { body }),
  });
  return {
    ...world,
    roles,
    subAccounts,
    access,
    attempt,
    /** One gives another an access. */
    give: (who: People, whom: People, body: object): Attempt => attempt(who, 'put', access(whom), body),
    rolesOf: (place: 'company' | 'root' | 'other') => `/v1/organizations/${world[place].id}/roles`,
    /**
     * Tries it, and sees that it is refused and that nothing has changed.
     * @param expected the status and the rule, or without one the code, of the refusal
     */
    async refused(expected: string, { who, method, path, body }: Attempt): Promise<void> {
      const before = await world.everything();
      const answer = await world.send(people[who], method, path, body);
      const because = answer.body['rule'] ?? answer.body['code'];
      expect(`${answer.status} ${String(because)}`).toBe(expected);
      expect(await world.everything()).toEqual(before);
    },
  };
}
