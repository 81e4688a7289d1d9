import {
  type Actor,
  accountTypes,
  builtInRoles,
  decideOnInstallation,
  decideOnInvitation,
  decideOnUser,
  defaultRoles,
  grantableAccountTypes,
  type OrganizationStatus,
  permissionsOf,
  sees,
} from '../src';

const actor = (change: Partial<Actor> = {}): Actor => {
  const account = {
    userId: 'eva',
    organizationId: 'company',
    path: ['root', 'company'],
    accountType: 'privileged' as const,
    active: true,
    ownedCenters: [],
    modules: [],
    subAccountIds: null,
    ...change,
  };
  const held = defaultRoles(account.accountType);
  const roles = builtInRoles.filter(({ id }) => held.includes(id));
  return { permissions: permissionsOf({ ...account, roles }), ...account };
};
const user = (change = {}) => ({
  userId: 'ana',
  path: ['root', 'company'],
  accountType: 'standard' as const,
  centers: [] as string[],
  active: true,
  ...change,
});
const rule = (decision: ReturnType<typeof sees>) => (decision.allowed ? 'allowed' : decision.rule);

describe('sight', () => {
  it('[A8] reaches users of the own organization and of those below it', () => {
    expect(rule(sees(actor(), user()))).toBe('allowed');
    expect(rule(sees(actor(), user({ path: ['root', 'company', 'customer'] })))).toBe('allowed');
  });

  it('[A8] ends at the own organization: not above, not beside', () => {
    expect(rule(sees(actor(), user({ path: ['root'] })))).toBe('outside_subtree');
    expect(rule(sees(actor(), user({ path: ['root', 'other'] })))).toBe('outside_subtree');
  });

  it.each(accountTypes.flatMap((mine) => accountTypes.map((theirs) => [mine, theirs] as const)))(
    '[A8] of a %s on a %s needs a rank at least as high, and more than a standard account',
    (mine, theirs) => {
      const expected = mine !== 'standard' && accountTypes.indexOf(mine) >= accountTypes.indexOf(theirs);
      expect(sees(actor({ accountType: mine }), user({ accountType: theirs })).allowed).toBe(expected);
    },
  );

  it('[A8] always includes oneself, until one is no longer active', () => {
    const self = user({ userId: 'eva' });
    expect(rule(sees(actor({ accountType: 'standard' }), self))).toBe('allowed');
    expect(rule(sees(actor({ active: false }), self))).toBe('actor_not_active');
  });

  it('[A9] tells which rule failed and what would mend it', () => {
    expect(sees(actor(), user({ accountType: 'master' }))).toEqual({
      allowed: false,
      rule: 'rank_too_low',
      mend: 'ask_higher_rank',
      visible: false,
    });
  });
});

describe('acts on a user', () => {
  it('[L6] allow an administrator to block and unblock whom they see', () => {
    expect(rule(decideOnUser(actor(), 'user.block', user(), 1))).toBe('allowed');
    expect(rule(decideOnUser(actor(), 'user.unblock', user(), 1))).toBe('allowed');
  });

  it('refuse what is not seen, as invisible', () => {
    expect(decideOnUser(actor(), 'user.block', user({ path: ['root', 'other'] }), 1)).toMatchObject({
      visible: false,
    });
  });

  it.each(['user.block', 'user.deactivate', 'user.remove', 'user.reset_password', 'user.sessions'] as const)(
    '[L5] [L6] [L8] refuse %s on oneself',
    (act) => {
      const oneself = user({ userId: 'eva', accountType: 'privileged' });
      expect(rule(decideOnUser(actor(), act, oneself, 1))).toBe('self');
    },
  );

  const operator = actor({ organizationId: 'root', path: ['root'], accountType: 'master' });
  it.each(['user.block', 'user.deactivate', 'user.remove'] as const)(
    '[L5] [L6] [L8] refuse %s on the last active master of an organization',
    (act) => {
      const master = user({ accountType: 'master' });
      expect(rule(decideOnUser(operator, act, master, 1))).toBe('last_master');
      expect(rule(decideOnUser(operator, act, master, 2))).toBe('allowed');
      expect(rule(decideOnUser(operator, act, user({ accountType: 'master', active: false }), 1))).toBe(
        'allowed',
      );
    },
  );

  it.each(['user.unblock', 'user.activate', 'user.edit', 'user.reset_password'] as const)(
    '[L3] [L5] [L6] let %s be done to the last active master',
    (act) => {
      expect(rule(decideOnUser(operator, act, user({ accountType: 'master' }), 1))).toBe('allowed');
    },
  );

  it('refuse a standard account everything but sight of itself', () => {
    const standard = actor({ accountType: 'standard' });
    expect(rule(decideOnUser(standard, 'user.unblock', user({ userId: 'eva' }), 1))).toBe(
      'permission_missing',
    );
  });
});

describe('invitations', () => {
  it.each([
    ['standard', []],
    ['privileged', ['standard', 'privileged']],
    ['master', ['standard', 'privileged']],
  ] as const)('[L9] let a %s grant %j', (accountType, types) => {
    expect(grantableAccountTypes(actor({ accountType }))).toEqual(types);
  });

  it('[L1] are one thing and creating users another', () => {
    const inviting = actor({ permissions: ['user.invite'] });
    const place = { path: ['root', 'company'], effectiveStatus: 'active' } as const;
    expect(rule(decideOnInvitation(inviting, place, 'standard'))).toBe('allowed');
    expect(rule(decideOnInvitation(inviting, place, 'standard', 'user.create'))).toBe('permission_missing');
    const creating = actor({ permissions: ['user.create'] });
    expect(rule(decideOnInvitation(creating, place, 'standard', 'user.create'))).toBe('allowed');
    expect(rule(decideOnInvitation(creating, place, 'standard'))).toBe('permission_missing');
  });

  const at = (path: string[], effectiveStatus: OrganizationStatus = 'active') => ({ path, effectiveStatus });
  it.each(['suspended', 'closed'] as const)('[L9] [A14] do not go where the organization is %s', (status) => {
    expect(rule(decideOnInvitation(actor(), at(['root', 'company'], status), 'standard'))).toBe(
      'wrong_status',
    );
    expect(rule(decideOnInvitation(actor(), at(['root'], status), 'standard'))).toBe('outside_subtree');
  });

  it('[L9] go to the own organization and below, never wider than the own rank', () => {
    expect(rule(decideOnInvitation(actor(), at(['root', 'company', 'customer']), 'privileged'))).toBe(
      'allowed',
    );
    expect(rule(decideOnInvitation(actor(), at(['root']), 'standard'))).toBe('outside_subtree');
    expect(rule(decideOnInvitation(actor(), at(['root', 'company']), 'master'))).toBe('grant_above_own_rank');
    expect(
      rule(decideOnInvitation(actor({ accountType: 'standard' }), at(['root', 'company']), 'standard')),
    ).toBe('permission_missing');
    expect(rule(decideOnInvitation(actor({ active: false }), at(['root', 'company']), 'standard'))).toBe(
      'actor_not_active',
    );
  });
});

describe('the installation', () => {
  it('is operated by the masters of the root organization', () => {
    const root = { organizationId: 'root', path: ['root'] };
    expect(rule(decideOnInstallation(actor({ ...root, accountType: 'master' })))).toBe('allowed');
    expect(rule(decideOnInstallation(actor({ ...root, accountType: 'privileged' })))).toBe('not_operator');
    expect(rule(decideOnInstallation(actor({ accountType: 'master' })))).toBe('not_operator');
    expect(rule(decideOnInstallation(actor({ ...root, accountType: 'master', active: false })))).toBe(
      'actor_not_active',
    );
    expect(permissionsOf({ accountType: 'standard', path: ['root'], roles: [] })).toEqual([]);
  });
});
