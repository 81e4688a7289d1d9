import type { OrganizationDetails } from '@tenantry/contracts';
import { testService } from './service';
import { anOrganization, aUser, insertWorld } from './world';

/** What a command about an organization answers. */
export type Result = { subject: string; version: number; organization: OrganizationDetails };

export const root = anOrganization(null, 'Velaria');
export const reseller = anOrganization(root, 'Reseller');
export const company = anOrganization(reseller, 'Company');
const people = {
  operator: aUser(root, 'master'),
  master: aUser(reseller, 'master', { firstName: 'Mia', lastName: 'Master' }),
  administrator: aUser(reseller, 'privileged'),
  auditor: aUser(reseller, 'privileged', { roleIds: ['auditor'] }),
  standard: aUser(reseller, 'standard'),
  employee: aUser(company, 'standard'),
};

export type Branch = Awaited<ReturnType<typeof startBranch>>;

/** Tenancy with an operator, a reseller and a company below it, and somebody of every rank. */
export async function startBranch() {
  const service = await testService();
  await insertWorld(service.database, {
    organizations: [root, reseller, company],
    users: Object.values(people),
  });
  const as = (person: keyof typeof people): Promise<string> => service.signIn(people[person]);
  const create = async (person: keyof typeof people, body: object, status = 201): Promise<Result> => {
    const answer = await service.send('post', '/v1/organizations', await as(person), body);
    expect([answer.status, answer.body]).toEqual([status, expect.anything()]);
    return answer.body as Result;
  };
  return { service, as, create, people };
}
