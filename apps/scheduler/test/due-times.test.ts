import { latestDue, nextDue } from '../src/jobs/due-times';

const at = (text: string) => new Date(text);

describe('due times', () => {
  it('come after the given time, never at it', () => {
    expect(nextDue('*/5 * * * *', 'UTC', at('2030-01-01T10:00:00Z'))).toEqual(at('2030-01-01T10:05:00Z'));
    expect(nextDue('*/5 * * * *', 'UTC', at('2030-01-01T10:04:59.999Z'))).toEqual(at('2030-01-01T10:05:00Z'));
  });

  it('follow the hours of their time zone through the change to summer time and back', () => {
    const daily = (after: string) => nextDue('30 2 * * *', 'Europe/Berlin', at(after)).toISOString();
    expect(daily('2030-03-30T12:00:00Z')).toBe('2030-03-31T01:00:00.000Z');
    expect(daily('2030-03-31T12:00:00Z')).toBe('2030-04-01T00:30:00.000Z');
    expect(daily('2030-10-26T12:00:00Z')).toBe('2030-10-27T00:30:00.000Z');
    expect(daily('2030-10-27T00:30:00Z')).toBe('2030-10-28T01:30:00.000Z');
  });

  it('are caught up by the latest that is not in the future', () => {
    const latest = (now: string) =>
      latestDue('*/5 * * * *', 'UTC', at('2030-01-01T10:00:00Z'), at(now)).toISOString();
    expect(latest('2030-01-01T10:00:00.000Z')).toBe('2030-01-01T10:00:00.000Z');
    expect(latest('2030-01-01T10:04:59.999Z')).toBe('2030-01-01T10:00:00.000Z');
    expect(latest('2030-01-01T10:05:00.000Z')).toBe('2030-01-01T10:05:00.000Z');
    expect(latest('2030-01-01T10:14:59.500Z')).toBe('2030-01-01T10:10:00.000Z');
    expect(latest('2031-01-01T10:00:00.001Z')).toBe('2031-01-01T10:00:00.000Z');
  });

  it('are refused where the schedule never comes', () => {
    expect(() => nextDue('0 0 30 2 *', 'UTC', at('2030-01-01T00:00:00Z'))).toThrow(/no due time/);
  });
});
