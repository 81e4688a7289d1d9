import {
  type Actor,
  decideOnOrganization,
  effectiveStatus,
  kindsBelow,
  moveLine,
  type Organization,
  type OrganizationAct,
  type OrganizationStatus,
  permissionsOf,
  seesOrganization,
} from '../src/index';

const master: Actor = {
  userId: 'u',
  organizationId: 'b',
  path: ['a', 'b'],
  accountType: 'master',
  active: true,
  permissions: permissionsOf({ accountType: 'master', path: ['a', 'b'], roles: [] }),
  ownedCenters: [],
  modules: [],
  subAccountIds: null,
};
const organization = (path: string[], rest: Partial<Organization> = {}): Organization => ({
  path,
  kind: 'company',
  status: 'active',
  statusBy: null,
  effectiveStatus: rest.status ?? 'active',
  ...rest,
});
const rule = (act: OrganizationAct, place: Organization, actor = master) => {
  const decision = decideOnOrganization(actor, act, place);
  return decision.allowed || decision.rule;
};

describe('organizations', () => {
  it('[A14] the strictest on the path is in force, and the nearest of those names it', () => {
    const of = (...statuses: OrganizationStatus[]) => {
      const { status, from } = effectiveStatus(statuses.map((each, at) => ({ at, status: each })));
      return [status, from?.at];
    };
    expect(of('active', 'active')).toEqual(['active', undefined]);
    expect(of('active', 'suspended', 'active')).toEqual(['suspended', 1]);
    expect(of('suspended', 'suspended', 'active')).toEqual(['suspended', 1]);
    expect(of('closed', 'suspended', 'suspended')).toEqual(['closed', 0]);
  });

  it('[A1] nothing is above its own kind, and a customer has only customers below', () => {
    expect(kindsBelow.customer).toEqual(['customer']);
    expect(Object.values(kindsBelow).flat()).not.toContain('operator');
  });

  it('[A8] who administers nothing sees their own only, who is not active none', () => {
    const standard = { ...master, permissions: [] };
    expect(seesOrganization(standard, ['a', 'b'])).toBe(true);
    expect(seesOrganization(standard, ['a', 'b', 'c'])).toBe(false);
    expect(seesOrganization(master, ['a', 'b', 'c'])).toBe(true);
    expect(seesOrganization(master, ['a'])).toBe(false);
    expect(seesOrganization(master, ['a', 'x'])).toBe(false);
    expect(seesOrganization({ ...master, active: false }, ['a', 'b'])).toBe(false);
  });

  it.each<[OrganizationAct, OrganizationStatus, true | string]>([
    ['organization.suspend', 'active', true],
    ['organization.suspend', 'suspended', 'wrong_status'],
    ['organization.suspend', 'closed', 'wrong_status'],
    ['organization.close', 'active', true],
    ['organization.close', 'suspended', true],
    ['organization.close', 'closed', 'wrong_status'],
    ['organization.reopen', 'active', 'wrong_status'],
    ['organization.reopen', 'suspended', true],
    ['organization.reopen', 'closed', true],
    ['organization.edit', 'closed', true],
    ['organization.create_below', 'suspended', 'wrong_status'],
    ['line.assign', 'suspended', true],
    ['line.assign', 'closed', 'wrong_status'],
  ])('[A14] %s of one that is %s: %s', (act, status, expected) => {
    expect(rule(act, organization(['a', 'b', 'c'], { status }))).toBe(expected);
  });

  it.each([
    ['a', 'decided_above'],
    ['b', true],
    ['c', true],
  ])(
    '[A14] what an organization (%s) has suspended or closed is reopened from there or above',
    (statusBy, outcome) => {
      const place = (status: OrganizationStatus) => organization(['a', 'b', 'c', 'd'], { status, statusBy });
      expect(rule('organization.reopen', place('suspended'))).toBe(outcome);
      expect(rule('organization.reopen', place('closed'))).toBe(outcome);
      expect(rule('organization.close', place('suspended'))).toBe(outcome);
      expect(rule('organization.edit', place('suspended'))).toBe(true);
    },
  );

  it('[A14] the own organization is for those above', () => {
    for (const act of ['organization.suspend', 'organization.close', 'organization.reopen'] as const)
      expect(rule(act, organization(['a', 'b']))).toBe('own_organization');
  });

  it('[A1] lines are registered by operators and resellers', () => {
    const kinds = ['operator', 'reseller', 'company', 'customer'] as const;
    const answers = kinds.map((kind) => rule('line.register', organization(['a', 'b', 'c'], { kind })));
    expect(answers).toEqual([true, true, 'kind_not_allowed', 'kind_not_allowed']);
  });

  it.each([
    ['to one directly below its holder', 'b', ['a', 'b'], ['a', 'b', 'c'], 'assigned'],
    ['past a level', 'b', ['a', 'b'], ['a', 'b', 'c', 'd'], 'not_directly_below'],
    ['on, by one above its holder', 'a', ['a', 'b', 'c'], ['a', 'b', 'c', 'd'], 'assigned'],
    ['back to one who had it', 'a', ['a', 'b', 'c', 'd'], ['a', 'b'], 'taken_back'],
    ['to one above its owner', 'b', ['a', 'b', 'c'], ['a'], 'not_directly_below'],
    ['to its holder', 'b', ['a', 'b'], ['a', 'b'], 'unchanged'],
    ['to another branch', 'a', ['a', 'b', 'c'], ['a', 'b', 'x'], 'not_directly_below'],
    ['that is held elsewhere', 'a', ['a', 'x'], ['a', 'b'], 'not_found'],
    ['back above the own organization', 'a', ['a', 'b', 'c'], ['a'], 'not_directly_below'],
  ])('[A1] a line %s', (_where, ownerId, holderPath, target, expected) => {
    expect(moveLine(master, { ownerId, holderPath }, target)).toBe(expected);
  });
});
