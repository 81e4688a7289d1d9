import {
  type AccountType,
  type Actor,
  decideOnBinding,
  decideOnInstallation,
  decideOnInvitation,
  decideOnOrganization,
  decideOnRole,
  decideOnUser,
  type Decision,
  mirror,
  outranks,
  type Permission,
  permissions,
  sees,
  seesCenter,
  withheldUnderMirroring,
} from '../src';

const places = {
  root: ['root'],
  company: ['root', 'company'],
  customer: ['root', 'company', 'customer'],
  other: ['root', 'other'],
};
const actor = (change: Partial<Actor> = {}): Actor => ({
  userId: 'eva',
  organizationId: change.path?.at(-1) ?? 'company',
  path: places.company,
  accountType: 'privileged',
  active: true,
  permissions: permissions.filter((permission) => permission !== 'installation.operate'),
  ownedCenters: [],
  modules: [],
  subAccountIds: null,
  ...change,
});
const user = (
  change: { accountType?: AccountType; path?: string[]; userId?: string; centers?: string[] } = {},
) => ({
  userId: 'ana',
  path: places.company,
  accountType: 'standard' as AccountType,
  centers: [] as string[],
  active: true,
  ...change,
});
const ruleOf = (decision: Decision) => (decision.allowed ? 'allowed' : decision.rule);
const mayMirror = (administrator: Actor, subject: ReturnType<typeof user>) =>
  ruleOf(decideOnUser(administrator, 'user.mirror', subject, 1));

describe('whom one may mirror', () => {
  it.each([
    ['privileged', 'standard', 'company', 'allowed'],
    ['privileged', 'standard', 'customer', 'allowed'],
    ['privileged', 'privileged', 'company', 'rank_too_low'],
    ['privileged', 'privileged', 'customer', 'allowed'],
    ['master', 'privileged', 'company', 'allowed'],
    ['master', 'master', 'company', 'rank_too_low'],
    ['master', 'master', 'customer', 'allowed'],
    // Whom one does not see at all, one does not mirror either.
    ['privileged', 'master', 'company', 'rank_too_low'],
    ['privileged', 'master', 'customer', 'rank_too_low'],
    ['master', 'standard', 'root', 'outside_subtree'],
    ['master', 'standard', 'other', 'outside_subtree'],
  ] as const)('[A11] [A12] a %s a %s of the organization %s: %s', (mine, theirs, place, rule) => {
    expect(mayMirror(actor({ accountType: mine }), user({ accountType: theirs, path: places[place] }))).toBe(
      rule,
    );
  });

  it('[A11] needs the permission, another user, a service center that one owns, and an active account', () => {
    const without = actor({ permissions: ['user.view'] });
    expect(mayMirror(without, user())).toBe('permission_missing');
    expect(mayMirror(actor({ accountType: 'master' }), user({ userId: 'eva' }))).toBe('self');
    expect(mayMirror(actor(), user({ centers: ['north'] }))).toBe('center_not_owned');
    expect(mayMirror(actor({ ownedCenters: ['north'] }), user({ centers: ['north'] }))).toBe('allowed');
    expect(mayMirror(actor({ active: false }), user())).toBe('actor_not_active');
  });

  it('[A11] is a matter of rank, and of place only where the ranks are equal', () => {
    expect(outranks(actor(), user({ path: places.customer }))).toBe(true);
    expect(outranks(actor(), user({ accountType: 'privileged' }))).toBe(false);
    expect(outranks(actor(), user({ accountType: 'privileged', path: places.customer }))).toBe(true);
    expect(outranks(actor(), user({ accountType: 'master', path: places.customer }))).toBe(false);
    expect(outranks(actor({ accountType: 'standard' }), user())).toBe(false);
  });
});

describe('who acts as another user', () => {
  const both: readonly Permission[] = ['user.view', 'user.block', 'user.invite', 'user.mirror'];
  const administrator = actor({ permissions: [...both, 'line.assign'], ownedCenters: ['north'] });
  const mirrored = actor({
    userId: 'mia',
    path: places.customer,
    organizationId: 'customer',
    permissions: [...both, 'role.manage'],
    ownedCenters: ['south'],
    modules: ['sales'],
    subAccountIds: [],
  });

  it('[A11] sees what the mirrored user sees', () => {
    const acting = mirror(administrator, mirrored);
    const { permissions: ofActing, withheld } = acting;
    expect(acting).toEqual({ ...mirrored, permissions: ofActing, withheld });
    expect(sees(acting, user({ path: places.customer, centers: ['south'] })).allowed).toBe(true);
    expect(ruleOf(sees(acting, user()))).toBe('outside_subtree');
    expect(ruleOf(sees(acting, user({ path: places.customer, centers: ['north'] })))).toBe(
      'center_not_owned',
    );
  });

  it('[A6] [A11] sees the service centers that the mirrored user sees, also where what shows them has to wait', () => {
    const center = { centerId: 'south', path: places.customer, sharedWith: [] };
    const binder = { ...mirrored, permissions: ['user.view', 'user.access'] as const };
    const acting = mirror(actor(), binder);
    expect(acting.withheld).toEqual(['user.access']);
    expect([seesCenter(binder, center), seesCenter(acting, center)]).toEqual([true, true]);
    expect(ruleOf(decideOnBinding(acting, user({ path: places.customer }), center))).toBe('mirroring');
    expect(seesCenter(mirror(administrator, binder), center)).toBe(false);
  });

  it('[A11] may do what both may do, and nothing that gives access or credentials', () => {
    const acting = mirror(administrator, mirrored);
    expect(acting.permissions).toEqual(['user.view', 'user.block']);
    expect(acting.withheld).toEqual(['user.invite', 'user.mirror']);
    const all = actor({ accountType: 'master', path: places.root, permissions });
    expect(mirror(all, all).withheld).toEqual(
      permissions.filter((each) => withheldUnderMirroring.includes(each)),
    );
  });

  it('[A11] is told to stop first where only that is in the way, and what is missing else', () => {
    const acting = mirror(administrator, mirrored);
    const subject = user({ path: places.customer });
    expect(decideOnUser(acting, 'user.mirror', subject, 0)).toEqual({
      allowed: false,
      rule: 'mirroring',
      mend: 'stop_mirroring',
      visible: true,
    });
    expect(
      ruleOf(decideOnInvitation(acting, { path: places.customer, effectiveStatus: 'active' }, 'standard')),
    ).toBe('mirroring');
    // The mirrored user has it, the administrator has not; and the other way round.
    expect(ruleOf(decideOnRole(acting, places.customer))).toBe('permission_missing');
    expect(acting.permissions).not.toContain('line.assign');
    expect(ruleOf(decideOnUser(acting, 'user.access', subject, 0))).toBe('permission_missing');
  });

  it('[A11] gives nobody access, makes no role and does not operate the installation', () => {
    const all = actor({ accountType: 'master', path: places.root, organizationId: 'root', permissions });
    const acting = mirror(all, { ...all, userId: 'mia' });
    expect(ruleOf(decideOnUser(acting, 'user.access', user(), 0))).toBe('mirroring');
    expect(ruleOf(decideOnRole(acting, places.root))).toBe('mirroring');
    expect(ruleOf(decideOnInstallation(acting))).toBe('mirroring');
    expect(
      decideOnOrganization(acting, 'organization.edit', {
        path: places.company,
        kind: 'company',
        status: 'active',
        statusBy: null,
        effectiveStatus: 'active',
      }).allowed,
    ).toBe(true);
  });

  it('[A11] is nobody where either of the two is not active', () => {
    for (const [one, other] of [
      [{ ...administrator, active: false }, mirrored],
      [administrator, { ...mirrored, active: false }],
    ] as const)
      expect(ruleOf(sees(mirror(one, other), user({ path: places.customer })))).toBe('actor_not_active');
  });
});
