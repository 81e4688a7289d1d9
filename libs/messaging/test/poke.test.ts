import { eventually, recordingLogger, tcpProxy, testEnvironment } from '@tenantry/testing';
import { connectPoke } from '../src';
import * as things from './things';

afterEach(things.endAll);

describe('a poke', () => {
  it('wakes listeners of its channel here and in other replicas, once each', async () => {
    const [here, there] = [await things.testPoke(), await things.testPoke()];
    const woken: string[] = [];
    here.on('a.relay', () => woken.push('here'));
    there.on('a.relay', () => woken.push('there'));
    there.on('b.relay', () => woken.push('another channel'));
    here.wake('a.relay');
    expect(woken).toEqual(['here']);
    await eventually(() => expect(woken).toEqual(['here', 'there']));
    // Whatever came twice would have come before this.
    there.wake('b.relay');
    there.wake('a.relay');
    await eventually(() => expect(woken).toEqual(['here', 'there', 'another channel', 'there', 'here']));
  });

  it('is never in the way when Redis is out of reach, and comes through again when it is back', async () => {
    const proxy = await tcpProxy(testEnvironment().redisUrl);
    things.atEnd(() => proxy.close());
    proxy.cut();
    const logger = recordingLogger();
    const poke = await connectPoke(proxy.url, logger);
    things.atEnd(() => poke.close());
    const other = await things.testPoke();
    let [own, others] = [0, 0];
    poke.on('a.relay', () => (own += 1));
    other.on('a.relay', () => (others += 1));
    poke.wake('a.relay');
    expect([own, others]).toEqual([1, 0]);
    expect(logger.lines.filter((line) => line.level === 'warn')).toHaveLength(1);
    expect(poke.reachable()).toBe(false);

    proxy.resume();
    // What others said meanwhile was not heard: whoever listens here looks for themselves.
    await eventually(() => expect(own).toBeGreaterThan(1), { within: 10_000 });
    await eventually(
      () => {
        poke.wake('a.relay');
        expect(others).toBeGreaterThan(0);
      },
      { within: 10_000, every: 50 },
    );
    expect(poke.reachable()).toBe(true);
  });
});
