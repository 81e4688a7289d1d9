import { countries } from '../src/organizations/countries';
import { type Details, merge, noDetails, toRequest } from '../src/organizations/details';
import { ownPolicies, readPolicy } from '../src/organizations/policies';
import { organizationSearch, organizationsSearch } from '../src/organizations/search';

const details = (some: Partial<Details>): Details => ({ ...noDetails, name: 'Harbor Cranes', ...some });

describe('[A1] an edit while somebody else was faster', () => {
  const base = details({ city: 'Bergen', street: 'Quay 1', reference: 'K-1' });

  it('keeps what both changed and names it, and takes what only the others changed', () => {
    const mine = details({ ...base, city: 'Oslo', reference: 'K-2' });
    const theirs = details({ ...base, city: 'Stavanger', street: 'Quay 4' });
    expect(merge(base, mine, theirs)).toEqual({
      merged: details({ city: 'Oslo', street: 'Quay 4', reference: 'K-2' }),
      conflicts: [{ field: 'city', theirs: 'Stavanger', mine: 'Oslo' }],
      taken: ['street'],
    });
  });

  it('is no conflict where both wrote the same', () => {
    const same = details({ ...base, city: 'Oslo' });
    expect(merge(base, details({ ...same, city: 'Oslo ' }), same)).toMatchObject({
      conflicts: [],
      taken: [],
    });
  });

  it('names a field that the others emptied', () => {
    const { conflicts } = merge(base, details({ ...base, city: 'Oslo' }), details({ ...base, city: '' }));
    expect(conflicts).toEqual([{ field: 'city', theirs: '', mine: 'Oslo' }]);
  });
});

describe('the details of an organization', () => {
  it('are sent without blanks around them; what is empty is not known', () => {
    expect(toRequest(details({ name: ' Harbor ', city: '  ', language: 'de' }))).toMatchObject({
      name: 'Harbor',
      city: null,
      language: 'de',
      timeZone: null,
    });
  });

  it.each(['en', 'es', 'ru', 'de'])('have the countries of today to choose from (%s)', (language) => {
    const codes = countries(language).map(({ value }) => value);
    expect(codes).toEqual(expect.arrayContaining(['DE', 'ES', 'RU', 'NO', 'US', 'GB']));
    expect(codes.filter((code) => ['DD', 'SU', 'YU', 'EU', 'ZZ', 'UK'].includes(code))).toEqual([]);
    expect(new Set(countries(language).map(({ label }) => label)).size).toBe(codes.length);
  });
});

describe('[A1] a policy', () => {
  it.each([
    ['invitationValidDays', '3', { invitationValidDays: 3 }],
    ['invitationValidDays', '31', undefined],
    ['invitationValidDays', '2.5', undefined],
    ['idleSeconds', ' 900 ', { idleSeconds: 900 }],
    ['idleSeconds', '59', undefined],
    ['supportEmail', ' help@harbor.example ', { supportEmail: 'help@harbor.example' }],
    ['supportEmail', '', undefined],
    ['inactivityDays', '30', { inactivityDays: 30 }],
    ['inactivityDays', '0', { inactivityDays: 0 }],
    ['inactivityDays', '6', undefined],
    ['tellMirrored', 'true', { tellMirrored: true }],
    ['tellMirrored', 'false', { tellMirrored: false }],
  ] as const)('%s reads "%s"', (policy, typed, read) => {
    expect(readPolicy(policy, typed)).toEqual(read);
  });

  it('that is inherited is not sent as one’s own', () => {
    const installation = { from: 'installation' as const };
    expect(
      ownPolicies({
        policies: {
          invitationValidDays: { value: 3, own: 3, source: { from: 'own' } },
          idleSeconds: { value: 1800, own: null, source: installation },
          supportEmail: { value: null, own: null, source: installation },
          tellMirrored: { value: false, own: null, source: installation },
          welcomeValidHours: { value: 24, own: 24, source: { from: 'own' } },
          resetValidHours: { value: 72, own: null, source: installation },
          oneOffValidHours: { value: 72, own: null, source: installation },
          firstPassword: { value: 'invitation', own: null, source: installation },
          inactivityDays: { value: 0, own: 0, source: { from: 'own' } },
        },
      }),
    ).toEqual({
      invitationValidDays: 3,
      idleSeconds: null,
      supportEmail: null,
      tellMirrored: null,
      welcomeValidHours: 24,
      resetValidHours: null,
      oneOffValidHours: null,
      firstPassword: null,
      inactivityDays: 0,
    });
    expect(readPolicy('firstPassword', 'one_off_mail')).toEqual({ firstPassword: 'one_off_mail' });
    expect(readPolicy('firstPassword', 'by_post')).toBeUndefined();
    expect(readPolicy('oneOffValidHours', '721')).toBeUndefined();
  });
});

describe('the address of organizations', () => {
  it('keeps what it knows and drops the rest', () => {
    expect(organizationSearch.parse({ tab: 'lines', q: 'a' })).toEqual({ tab: 'lines', q: 'a' });
    expect(organizationSearch.parse({ tab: 'nothing' })).toMatchObject({ tab: 'overview' });
    expect(organizationsSearch.parse({ q: 5 })).toEqual({ q: undefined });
  });
});
