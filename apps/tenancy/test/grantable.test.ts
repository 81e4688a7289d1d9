import { type AccessWorld, accessWorld } from './support/access-world';
import { type TestService, testService } from './support/service';
import type { TestUser } from './support/world';

type Choice = { decision: { allowed: boolean; rule?: string } };
type Grantable = {
  accountTypes: (Choice & { accountType: string; decisionForNewcomer: Choice['decision'] })[];
  roles: (Choice & { roleId: string; organization: { name: string } | null })[];
  modules: (Choice & { key: string })[];
  subAccounts: (Choice & { subAccountId: string; name: string })[];
  allSubAccounts: Choice['decision'];
};

describe('what there is to give', () => {
  let service: TestService;
  let world: AccessWorld;
  beforeAll(async () => {
    service = await testService();
    world = await accessWorld(service);
  });
  afterAll(() => service.close());

  const ask = async (who: TestUser, organizationId: string) => {
    const { body } = await world.get(who, `/v1/organizations/${organizationId}/grantable`);
    return body as unknown as Grantable;
  };
  const said = ({ allowed, rule }: Choice['decision']) => (allowed ? 'allowed' : rule);

  it('[A2] names account types and roles, and why one cannot be given', async () => {
    const { administrator, master } = world.people;
    const above = await world.role(world.root.id, ['user.view']);
    const own = await world.role(world.company.id, ['organization.manage']);
    await world.role(world.customer.id, []);
    const { accountTypes, roles } = await ask(administrator, world.company.id);
    expect(accountTypes.map(({ accountType, decision }) => [accountType, said(decision)])).toEqual([
      ['standard', 'allowed'],
      ['privileged', 'allowed'],
      ['master', 'grant_above_own_rank'],
    ]);
    expect(roles.map(({ roleId, decision }) => [roleId, said(decision)])).toEqual([
      ['company_administrator', 'grant_not_held'],
      ['user_administrator', 'allowed'],
      ['auditor', 'allowed'],
      ['chat_operator', 'allowed'],
      [above, 'allowed'],
      [own, 'grant_not_held'],
    ]);
    // The organization above is not named.
    expect(roles.slice(4).map(({ organization }) => organization?.name ?? null)).toEqual([null, 'Nordlicht']);

    const masters = await ask(master, world.company.id);
    expect(masters.roles.every(({ decision }) => decision.allowed)).toBe(true);
    expect(masters.accountTypes.map(({ decisionForNewcomer }) => said(decisionForNewcomer))).toEqual([
      'allowed',
      'allowed',
      'grant_above_own_rank',
    ]);
    expect(masters.accountTypes.every(({ decision }) => decision.allowed)).toBe(true);
  });

  it('[A3] names modules: those that one may open oneself can be given', async () => {
    const { administrator, master } = world.people;
    const mine = (await ask(administrator, world.company.id)).modules.filter(
      ({ decision }) => decision.allowed,
    );
    expect(mine.map(({ key }) => key)).toEqual(['statistics']);
    expect((await ask(master, world.company.id)).modules).toMatchObject([
      { key: 'statistics', adminOnly: false, decision: { allowed: true } },
      { key: 'messages' },
      { key: 'numbers' },
      { key: 'scripts' },
      { key: 'pricing', adminOnly: true, decision: { allowed: true } },
      { key: 'payment' },
      { key: 'user_management' },
    ]);
  });

  it('[A4] names the sub-accounts of the organization alone', async () => {
    const { master } = world.people;
    const east = await world.subAccount(world.company.id, 'East');
    await world.subAccount(world.customer.id, 'West');
    const { subAccounts, allSubAccounts } = await ask(master, world.company.id);
    expect(subAccounts).toEqual([{ subAccountId: east, name: 'East', decision: { allowed: true } }]);
    expect(allSubAccounts).toEqual({ allowed: true });
  });

  it.each([
    ['auditor', 'company', 403, 'permission.missing'],
    ['standard', 'company', 403, 'permission.missing'],
    ['master', 'other', 404, 'organization.not_found'],
    ['master', 'root', 404, 'organization.not_found'],
    ['standard', 'customer', 404, 'organization.not_found'],
  ] as const)('[A8] is not told to %s about %s', async (who, place, status, code) => {
    const path = `/v1/organizations/${world[place].id}/grantable`;
    expect(await world.get(world.people[who], path)).toMatchObject({ status, body: { code } });
  });
});
