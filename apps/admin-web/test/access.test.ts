import { differences, draftOf, fitting, newcomer, touchedOnly } from '../src/access/fitting';
import type { UserAccess } from '../src/api/tenancy';
import { choiceOf, countsOf } from '../src/service-centers/binding';
import { stateOf, toggleAll, toggleOne } from '../src/ui/tri-state';

describe('[A6] a box above a list', () => {
  it('is all, some or none', () => {
    expect([null, ['a'], []].map(stateOf)).toEqual(['all', 'some', 'none']);
  });

  it('chooses all, then none', () => {
    expect([['a'], [], null].map(toggleAll)).toEqual([null, null, []]);
  });

  it('is a list of the others where one is taken from all', () => {
    expect(toggleOne(null, 'b', ['a', 'b', 'c'])).toEqual(['a', 'c']);
    expect(toggleOne(['a'], 'b', ['a', 'b', 'c'])).toEqual(['a', 'b']);
  });
});

const there = {
  roles: [
    { roleId: 'auditor', lowestAccountType: 'privileged' as const },
    { roleId: 'chat_operator', lowestAccountType: 'standard' as const },
  ],
  modules: [
    { key: 'pricing', adminOnly: true },
    { key: 'reports', adminOnly: false },
  ],
};

describe('[A2] [A3] what fits an account type', () => {
  const draft = {
    roleIds: ['auditor', 'chat_operator'],
    modules: ['pricing', 'reports'],
    subAccountIds: null,
  };

  it('leaves out roles and modules of administrators for a user, and keeps them for an administrator', () => {
    expect(fitting({ ...draft, accountType: 'standard' }, there)).toEqual({
      accountType: 'standard',
      roleIds: ['chat_operator'],
      modules: ['reports'],
      subAccountIds: null,
    });
    expect(fitting({ ...draft, accountType: 'privileged' }, there)).toMatchObject({
      roleIds: draft.roleIds,
      modules: draft.modules,
    });
  });

  it('[L9] leaves to the service what was not chosen for those who are invited', () => {
    expect(touchedOnly(newcomer('privileged'), {}, there)).toEqual({});
    const touched = { modules: ['pricing', 'reports'] };
    expect(touchedOnly({ ...newcomer('standard'), ...touched }, touched, there)).toEqual({
      modules: ['reports'],
    });
  });
});

describe('[A2] a change by somebody else', () => {
  const role = (roleId: string): UserAccess['roles'][number] => ({
    roleId,
    builtIn: true,
    name: null,
    description: null,
    organization: null,
    lowestAccountType: 'standard',
    permissions: [],
  });
  const organizationId = '0b9c7a52-5f0e-4d0a-9d5f-2f6a3f1b9c11';
  const before: UserAccess = {
    userId: '0b9c7a52-5f0e-4d0a-9d5f-2f6a3f1b9c12',
    accountType: 'standard',
    organization: { organizationId, name: 'Fjord', kind: 'company', path: [] },
    roles: [role('chat_operator')],
    modules: [{ key: 'reports', name: 'Reports', adminOnly: false }],
    subAccounts: null,
    permissions: [],
    version: 3,
    rejected: null,
    acts: [],
  };

  it('is said one by one', () => {
    const after: UserAccess = {
      ...before,
      accountType: 'privileged',
      roles: [role('auditor')],
      modules: [],
      subAccounts: [],
    };
    expect(differences(before, before)).toEqual([]);
    expect(differences(before, after)).toEqual([
      { about: 'accountType', before: 'standard', after: 'privileged' },
      { about: 'role', role: role('auditor'), now: true },
      { about: 'role', role: role('chat_operator'), now: false },
      { about: 'module', name: 'Reports', now: false },
      { about: 'allSubAccounts', now: false },
    ]);
  });

  it('begins a draft anew', () => {
    expect(draftOf(before)).toEqual({
      accountType: 'standard',
      roleIds: ['chat_operator'],
      modules: ['reports'],
      subAccountIds: null,
    });
  });
});

describe('[A6] [A10] bindings', () => {
  const part = (partId: string, given: boolean) => ({ partId, name: partId, given, mayGive: true });
  const customers = { all: false, mayGiveAll: true, parts: [part('a', true), part('b', false)] };

  it('begin with what is given, and new ones with all where that may be given', () => {
    expect(choiceOf(customers, true)).toEqual(['a']);
    expect(choiceOf(customers, false)).toBeNull();
    expect(choiceOf({ ...customers, mayGiveAll: false }, false)).toEqual(['a']);
    expect(choiceOf({ ...customers, all: true }, true)).toBeNull();
  });

  it('are counted before they are copied', () => {
    const item = (outcome: 'added' | 'extended' | 'kept' | 'refused') => ({
      serviceCenterId: outcome,
      name: outcome,
      outcome,
      refusal: null,
      before: null,
      after: null,
    });
    const items = (['added', 'extended', 'kept', 'refused'] as const).map(item);
    expect(countsOf({ receiverId: '', sourceId: '', fingerprint: '', items })).toEqual({
      changed: 2,
      kept: 1,
      refused: 1,
    });
  });
});
