import { noteServerTime, serverNow } from '../src/api/clock';

describe('[A11] the time that the services enforce', () => {
  beforeEach(() => jest.useFakeTimers({ now: new Date('2026-11-23T10:00:00Z') }));
  afterEach(() => jest.useRealTimers());

  it('is taken from the server where the clock of the browser is wrong', () => {
    noteServerTime('Mon, 23 Nov 2026 10:07:30 GMT');
    expect(new Date(serverNow())).toEqual(new Date('2026-11-23T10:07:30Z'));
    jest.advanceTimersByTime(1_000);
    expect(new Date(serverNow())).toEqual(new Date('2026-11-23T10:07:31Z'));
  });

  it('is the browser’s where both agree to the second, and where the server says nothing', () => {
    noteServerTime('Mon, 23 Nov 2026 09:59:59 GMT');
    expect(serverNow()).toBe(Date.now());
    noteServerTime(null);
    expect(serverNow()).toBe(Date.now());
  });
});
