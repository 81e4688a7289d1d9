import { toneOfWaiting } from '../src/operations/waiting';

const at = '2030-01-01T12:00:00Z';
const agedBy = (seconds: number, count = 1) => ({
  count,
  since: new Date(Date.parse(at) - seconds * 1000).toISOString(),
  at,
});

describe('[B6] what waits in a service', () => {
  it.each([
    ['outbox', 30],
    ['streams', 60],
    ['mails', 300],
    ['jobs', 300],
  ] as const)('is late in %s after %d seconds, as for the alarm', (what, seconds) => {
    expect(toneOfWaiting(what, agedBy(seconds))).toBe('busy');
    expect(toneOfWaiting(what, agedBy(seconds + 1))).toBe('bad');
  });

  it('is late also where it is not counted, as a job that has not begun', () => {
    expect(toneOfWaiting('jobs', agedBy(10, 0))).toBe('calm');
    expect(toneOfWaiting('jobs', agedBy(301, 0))).toBe('bad');
  });

  it('is nothing to look at where there is none', () => {
    expect(toneOfWaiting('streams', { count: 0, since: null, at })).toBe('calm');
    expect(toneOfWaiting('streams', { count: 2, since: null, at })).toBe('busy');
  });
});
