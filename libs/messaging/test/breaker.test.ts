import { createBreaker } from '../src/breaker';

const stream = (n: number) => ({ source: 'tenantry/alpha', subject: `thing/${n}` });

describe('the breaker', () => {
  it('opens when different streams fail in a row and takes their attempts back', () => {
    const breaker = createBreaker({ failures: 3, pauseMs: 1000 }, () => 0);
    expect(breaker.failed(stream(1)).outage).toEqual([]);
    expect(breaker.failed(stream(2)).outage).toEqual([]);
    expect(breaker.failed(stream(3))).toEqual({ outage: [1, 2, 3].map(stream), pauseMs: 1000 });
    expect(breaker.state()).toBe('open');
    expect(breaker.allows(4)).toBe(0);
  });

  it('stays closed over one poisoned stream, and over several while others succeed', () => {
    const breaker = createBreaker({ failures: 3, pauseMs: 1000 }, () => 0);
    for (let n = 0; n < 10; n += 1) expect(breaker.failed(stream(1)).outage).toEqual([]);
    for (let n = 0; n < 10; n += 1) {
      breaker.failed(stream(n));
      breaker.succeeded();
    }
    expect(breaker.allows(4)).toBe(4);
  });

  it('tries one stream after the pause, pauses twice as long when it fails and closes when it succeeds', () => {
    let now = 0;
    const breaker = createBreaker({ failures: 1, pauseMs: 1000 }, () => now);
    breaker.failed(stream(1));
    now = 1000;
    expect(breaker.allows(4)).toBe(1);
    expect(breaker.failed(stream(1))).toEqual({ outage: [stream(1)], pauseMs: 2000 });
    now = 2999;
    expect(breaker.allows(4)).toBe(0);
    now = 3000;
    breaker.succeeded();
    expect([breaker.state(), breaker.allows(4)]).toEqual(['closed', 4]);
  });
});
