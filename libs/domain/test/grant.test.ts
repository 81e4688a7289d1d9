import {
  type Actor,
  accountTypes,
  builtInRoles,
  type Decision,
  decideOnAccess,
  decideOnGrant,
  decideOnRole,
  type GrantedAccess,
  isConsistent,
  permissionsOf,
  unfitParts,
} from '../src';

const path = ['root', 'company'];

/** An account with these built-in roles, acting. */
const actor = (roleIds: readonly string[], change: Partial<Actor> = {}): Actor => {
  const account = {
    userId: 'eva',
    organizationId: 'company',
    path,
    accountType: 'privileged' as const,
    active: true,
    ownedCenters: [],
    modules: [],
    subAccountIds: null,
    ...change,
  };
  const roles = builtInRoles.filter(({ id }) => roleIds.includes(id));
  return { permissions: permissionsOf({ ...account, roles }), ...account };
};
const master = actor([], { accountType: 'master' });

type Granted = GrantedAccess['roles'][number];
const builtIn = (id: string): Granted => {
  const role = builtInRoles.find((one) => one.id === id);
  if (!role) throw new Error(`there is no role ${id}`);
  return { ...role, organizationPath: null };
};
const ownRole = (change: Partial<Granted> = {}): Granted => ({
  id: '7d1c0000-0000-4000-8000-000000000001',
  lowestAccountType: 'privileged',
  permissions: ['user.view'],
  organizationPath: path,
  ...change,
});
const access = (change: Partial<GrantedAccess> = {}): GrantedAccess => ({
  accountType: 'privileged',
  roles: [],
  modules: [],
  subAccounts: null,
  ...change,
});
const rule = (decision: Decision) => (decision.allowed ? 'allowed' : decision.rule);

describe('a grant', () => {
  it.each(accountTypes.flatMap((mine) => accountTypes.map((theirs) => [mine, theirs] as const)))(
    '[A2] of a %s makes nobody a %s who would be above them',
    (mine, theirs) => {
      const decision = decideOnGrant(
        actor([], { accountType: mine }),
        path,
        access({ accountType: theirs }),
        null,
      );
      const above = accountTypes.indexOf(theirs) > accountTypes.indexOf(mine);
      expect(rule(decision)).toBe(above ? 'grant_above_own_rank' : 'allowed');
    },
  );

  it('[A2] holds only what its giver holds', () => {
    const administrator = actor(['user_administrator']);
    expect(rule(decideOnGrant(administrator, path, access({ roles: [builtIn('auditor')] }), null))).toBe(
      'allowed',
    );
    const wider = access({ roles: [builtIn('company_administrator')] });
    expect(rule(decideOnGrant(administrator, path, wider, null))).toBe('grant_not_held');
    expect(rule(decideOnGrant(master, path, wider, null))).toBe('allowed');
  });

  it('[A2] may keep what the user has already', () => {
    const wider = access({
      roles: [builtIn('company_administrator')],
      modules: [{ key: 'pricing', adminOnly: true }],
    });
    expect(rule(decideOnGrant(actor(['user_administrator']), path, wider, wider))).toBe('allowed');
  });

  it('[A2] takes roles of the organization and of those above it, not from beside or below', () => {
    const roles = (organizationPath: string[]) => access({ roles: [ownRole({ organizationPath })] });
    expect(rule(decideOnGrant(master, path, roles(path), null))).toBe('allowed');
    expect(rule(decideOnGrant(master, path, roles(['root']), null))).toBe('allowed');
    expect(rule(decideOnGrant(master, path, roles(['root', 'other']), null))).toBe('not_of_organization');
    expect(rule(decideOnGrant(master, path, roles([...path, 'below']), null))).toBe('not_of_organization');
  });

  it('[A2] needs an account type that may hold the role', () => {
    const wanted = (accountType: GrantedAccess['accountType']) =>
      access({ accountType, roles: [builtIn('auditor')] });
    expect(rule(decideOnGrant(master, path, wanted('standard'), null))).toBe(
      'role_needs_higher_account_type',
    );
    expect(rule(decideOnGrant(master, path, wanted('privileged'), null))).toBe('allowed');
  });

  it('[A3] opens no module for administrators to a standard account, not even to keep it', () => {
    const pricing = access({ accountType: 'standard', modules: [{ key: 'pricing', adminOnly: true }] });
    expect(rule(decideOnGrant(master, path, pricing, null))).toBe('module_for_administrators');
    const before = { ...pricing, accountType: 'privileged' as const };
    expect(rule(decideOnGrant(master, path, pricing, before))).toBe('module_for_administrators');
  });

  it('[A3] opens modules that its giver may open; a master opens all', () => {
    const pricing = access({ modules: [{ key: 'pricing', adminOnly: true }] });
    expect(rule(decideOnGrant(actor([]), path, pricing, null))).toBe('grant_not_held');
    expect(rule(decideOnGrant(actor([], { modules: ['pricing'] }), path, pricing, null))).toBe('allowed');
    expect(rule(decideOnGrant(master, path, pricing, null))).toBe('allowed');
  });

  it('[A4] opens sub-accounts of the organization of the user only', () => {
    const subAccounts = (organizationId: string) =>
      access({ subAccounts: [{ id: 'north', organizationId }] });
    expect(rule(decideOnGrant(master, path, subAccounts('company'), null))).toBe('allowed');
    expect(rule(decideOnGrant(master, path, subAccounts('root'), null))).toBe('not_of_organization');
  });

  it.each([
    ['a rank above its giver’s', access({ accountType: 'master' })],
    ['a role that needs a higher account type', access({ accountType: 'standard', roles: [ownRole()] })],
  ])(
    '[A4] [A8] with %s says of a stranger’s sub-account and role first that they are not of the organization',
    (_what, wanted) => {
      const theirs = ownRole({ organizationPath: ['root', 'other'] });
      const subAccounts = [{ id: 'north', organizationId: 'other' }];
      const giver = actor(['company_administrator']);
      for (const more of [{ subAccounts }, { roles: [...wanted.roles, theirs] }])
        expect(rule(decideOnGrant(giver, path, { ...wanted, ...more }, null))).toBe('not_of_organization');
    },
  );

  it('[A4] of somebody who is let into some sub-accounts opens no others', () => {
    const limited = actor([], { subAccountIds: ['north'] });
    const into = (...ids: string[]) =>
      access({ subAccounts: ids.map((id) => ({ id, organizationId: 'company' })) });
    expect(rule(decideOnGrant(limited, path, into('north'), null))).toBe('allowed');
    expect(rule(decideOnGrant(limited, path, into('north', 'south'), null))).toBe('grant_not_held');
    expect(rule(decideOnGrant(limited, path, access(), null))).toBe('grant_not_held');
    expect(rule(decideOnGrant(limited, path, access(), into('south')))).toBe('grant_not_held');
    // What the user has already is kept, and may become less.
    expect(rule(decideOnGrant(limited, path, into('north', 'south'), into('south')))).toBe('allowed');
    expect(rule(decideOnGrant(limited, path, access(), access()))).toBe('allowed');
    // The limit is one of their own organization.
    const below = access({ subAccounts: [{ id: 'x', organizationId: 'below' }] });
    expect(rule(decideOnGrant(limited, [...path, 'below'], below, null))).toBe('allowed');
  });
});

describe('what a newcomer cannot have, whoever gives it', () => {
  it('[A2] [A3] [A4] is named part by part', () => {
    const foreign = ownRole({
      id: 'foreign',
      lowestAccountType: 'standard',
      organizationPath: ['root', 'other'],
    });
    const wanted = access({
      accountType: 'standard',
      roles: [foreign, builtIn('auditor'), builtIn('chat_operator')],
      modules: [
        { key: 'pricing', adminOnly: true },
        { key: 'numbers', adminOnly: false },
      ],
      subAccounts: [
        { id: 'north', organizationId: 'company' },
        { id: 'far', organizationId: 'other' },
      ],
    });
    expect(unfitParts(path, wanted)).toEqual({
      rule: 'not_of_organization',
      roleIds: ['foreign', 'auditor'],
      modules: ['pricing'],
      subAccountIds: ['far'],
    });
    expect(unfitParts(path, access({ roles: [builtIn('auditor')] }))).toBeNull();
  });
});

describe('a change of access', () => {
  const user = { userId: 'ana', path, accountType: 'privileged' as const, centers: [], active: true };
  const decide = (
    who: Actor,
    change: Partial<GrantedAccess>,
    about = user as Parameters<typeof decideOnAccess>[1],
  ) =>
    decideOnAccess(who, about, {
      wanted: access(change),
      before: access({ accountType: about.accountType }),
      activeMasters: 1,
    });

  it('[A5] is for whoever holds the right to manage users, without being the master', () => {
    expect(rule(decide(actor(['user_administrator']), { accountType: 'standard' }))).toBe('allowed');
    expect(rule(decide(actor(['auditor']), { accountType: 'standard' }))).toBe('permission_missing');
    expect(decide(actor([]), {})).toMatchObject({ visible: false });
  });

  it('[A2] is never one of oneself', () => {
    expect(rule(decide(master, {}, { ...user, userId: 'eva', accountType: 'master' }))).toBe('self');
  });

  it('[A2] names further masters by masters only, and leaves the last active one', () => {
    expect(rule(decide(master, { accountType: 'master' }))).toBe('allowed');
    expect(rule(decide(actor(['company_administrator']), { accountType: 'master' }))).toBe(
      'grant_above_own_rank',
    );
    const last = { ...user, accountType: 'master' as const };
    expect(rule(decide(master, {}, last))).toBe('last_master');
    expect(rule(decide(master, { accountType: 'master' }, last))).toBe('allowed');
    expect(rule(decide(master, {}, { ...last, active: false }))).toBe('allowed');
  });
});

describe('a role', () => {
  const administrator = actor(['company_administrator']);

  it('[A2] is made and changed within what one may do oneself', () => {
    expect(rule(decideOnRole(administrator, path, ownRole()))).toBe('allowed');
    expect(rule(decideOnRole(actor(['user_administrator']), path, ownRole()))).toBe('permission_missing');
    expect(rule(decideOnRole(administrator, ['root', 'other'], ownRole()))).toBe('outside_subtree');
    expect(rule(decideOnRole(administrator, path, ownRole({ lowestAccountType: 'master' })))).toBe(
      'grant_above_own_rank',
    );
    const wider = ownRole({ permissions: ['user.view', 'installation.operate'] });
    expect(rule(decideOnRole(administrator, path, ownRole(), wider))).toBe('grant_not_held');
    expect(rule(decideOnRole(administrator, path, wider, ownRole()))).toBe('grant_not_held');
  });

  it('[A3] that opens anything is not for standard accounts', () => {
    expect(isConsistent({ lowestAccountType: 'standard', permissions: ['user.view'] })).toBe(false);
    expect(isConsistent({ lowestAccountType: 'standard', permissions: [] })).toBe(true);
    expect(builtInRoles.filter((role) => !isConsistent(role))).toEqual([]);
  });
});
