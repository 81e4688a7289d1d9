import { type AccessWorld, accessWorld } from './support/access-world';
import { type TestService, testService } from './support/service';
import type { TestUser } from './support/world';

type Choice = { decision: { allowed: boolean; rule?: string } };
type Grantable = {
  accountTypes: (Choice & { accountType: string; decisionForNewcomer: Choice['decision'] })[];
  roles: (Choice & {
    roleId: string;
    builtIn: boolean;
    name: string;
    organization: { name: string } | null;
  })[];
  rolesCursor: string | null;
  modules: (Choice & { key: string })[];
  subAccounts: (Choice & { subAccountId: string; name: string })[];
  subAccountsCursor: string | null;
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

  type Page = { items: { name: string; decision: Choice['decision'] }[]; nextCursor: string | null };
  const partsOf = async (
    who: TestUser,
    kind: 'roles' | 'sub-accounts',
    query: Record<string, string | number>,
  ) => {
    const asked = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
    const { body } = await world.get(
      who,
      `/v1/organizations/${world.customer.id}/grantable/${kind}?${asked.join('&')}`,
    );
    return body as unknown as Page;
  };
  /** Every page of so many. */
  async function allOf(who: TestUser, kind: 'roles' | 'sub-accounts', limit: number): Promise<string[][]> {
    const pages: string[][] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Page = await partsOf(who, kind, { limit, ...(cursor && { cursor }) });
      pages.push(page.items.map(({ name }) => name));
      cursor = page.nextCursor;
    }
    return pages;
  }

  it('[A2] [A4] comes in pages, and is searched by words of the names, however they are written', async () => {
    const { master } = world.people;
    const numbered = Array.from({ length: 60 }, (_, at) => `Depot ${String(at).padStart(2, '0')}`);
    for (const name of [...numbered, 'Süd Lager', 'Nord Lager'])
      await world.subAccount(world.customer.id, name);
    const first = await ask(master, world.customer.id);
    expect(first.subAccounts).toHaveLength(50);
    const rest = await partsOf(master, 'sub-accounts', { cursor: first.subAccountsCursor ?? '' });
    const names = [...first.subAccounts, ...rest.items].map(({ name }) => name);
    expect(names.filter((name) => name.startsWith('Depot'))).toEqual(numbered);
    expect(rest.nextCursor).toBeNull();
    expect((await allOf(master, 'sub-accounts', 25)).flat()).toEqual(names);

    const found = async (q: string) =>
      (await partsOf(master, 'sub-accounts', { q })).items.map(({ name }) => name);
    expect(await found('lager sud')).toEqual(['Süd Lager']);
    expect(await found('LAGER')).toEqual(['Nord Lager', 'Süd Lager']);
    expect(await found('5')).toEqual(numbered.filter((name) => name.startsWith('Depot 5')));
    expect(await found('nowhere')).toEqual([]);
  });

  it('[A2] the roles of organizations come in pages, too, by the depth of the organization and by name', async () => {
    const { administrator, master } = world.people;
    const pages = await allOf(master, 'roles', 2);
    const { roles, rolesCursor } = await ask(master, world.customer.id);
    const own = roles.filter(({ builtIn }) => !builtIn);
    expect(rolesCursor).toBeNull();
    expect(own.length).toBeGreaterThan(2);
    expect(pages.flat()).toEqual(own.map(({ name }) => name));
    expect(pages.slice(0, -1).map(({ length }) => length)).toEqual(pages.slice(1).map(() => 2));
    const { items } = await partsOf(administrator, 'roles', { q: own[0]?.name ?? '' });
    expect(items).toContainEqual(expect.objectContaining({ name: own[0]?.name }));
  });

  it('[A2] takes no cursor that is none', async () => {
    const path = `/v1/organizations/${world.customer.id}/grantable/roles?cursor=x`;
    expect(await world.get(world.people.master, path)).toMatchObject({
      status: 400,
      body: { code: 'request.invalid', errors: [{ pointer: '/cursor' }] },
    });
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
