import { randomUUID } from 'node:crypto';
import { shownFacts } from '../src/dead-letters/shown-facts';

describe('[B2] what is shown of a stuck message', () => {
  it('[B2] is ids, dates, numbers, booleans and choices, at every depth; free text and addresses are only named', () => {
    const organizationId = randomUUID();
    const policies = { idleSeconds: 600, tellMirrored: true, firstPassword: 'welcome_link' };
    expect(
      shownFacts('tenancy.organization.policies-changed.v1', {
        organizationId,
        policies: { ...policies, supportEmail: 'ada@example.org' },
      }),
    ).toEqual({ facts: { organizationId, policies }, withheld: ['policies.supportEmail'] });

    const line = { lineId: randomUUID(), organizationId, kind: 'sim' };
    expect(
      shownFacts('tenancy.line.registered.v1', { ...line, identifier: '491701234567', label: 'Ada' }),
    ).toEqual({ facts: line, withheld: ['identifier', 'label'] });

    const run = { runId: randomUUID(), counts: { expired: 12 } };
    expect(shownFacts('identity.job.finished.v1', run)).toEqual({ facts: run, withheld: [] });
    expect(shownFacts('identity.job.finished.v1', { counts: { 'ada@example.org': 1 } }).facts).toEqual({});
  });

  it('[B2] is, where no contract knows the message, only what says nothing by itself', () => {
    const userIds = [randomUUID(), randomUUID()];
    expect(
      shownFacts('alpha.thing.changed.v1', {
        ...{ userIds, at: '2026-03-01', kind: 'sim', names: ['Ada'], deep: [[1]], constructor: 'x' },
        more: { n: 1 },
      }),
    ).toEqual({
      facts: { userIds, at: '2026-03-01' },
      withheld: ['kind', 'names', 'deep', 'constructor', 'more'],
    });
    expect(shownFacts('identity.user.edited.v1', { personal: { firstName: 'Ada' } })).toEqual({
      facts: {},
      withheld: ['personal'],
    });
  });
});
