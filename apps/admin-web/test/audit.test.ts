import { events } from '@tenantry/contracts';
import { actKey, acts } from '../src/audit/acts';

describe('the audit trail', () => {
  it('[B7] has words for every event that there is, and offers no other', () => {
    expect([...acts].sort()).toEqual(events.map(({ type }) => type).sort());
    expect(acts.filter((type) => actKey(type) === null)).toEqual([]);
  });
});
