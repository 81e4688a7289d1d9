import { eventually, testVhost } from '@tenantry/testing';
import { messagingMetrics, on, RetryableError, transactions } from '../src';
import * as things from './things';

afterEach(things.endAll);

describe('when what the handlers depend on is down', () => {
  it('opens the breaker, parks nothing, uses up no attempts and catches up afterwards', async () => {
    const brokerUrl = await testVhost();
    const [alpha, notifier] = [await things.publisherDatabase(), await things.consumerDatabase()];
    const poke = await things.testPoke();
    let down = true;
    let tries = 0;
    const subscriptions = [
      on(things.thingChanged, async (message, { tx }) => {
        tries += 1;
        if (down) throw new RetryableError('no answer');
        await things.noteEffect(tx, message);
      }),
    ];
    const consumer = things.notifierConsumer({
      ...{ brokerUrl, poke, subscriptions },
      database: notifier.dataSource,
      maxAttempts: 3,
      backoffMs: () => 300,
      breaker: { failures: 5, pauseMs: 20 },
    });
    const relay = things.alphaRelay({ brokerUrl, poke, databaseUrl: alpha.runtimeUrl });
    await things.ready(relay, consumer);
    const ids = things.newThings(12);
    const transaction = transactions(alpha.dataSource, poke, 'alpha');
    await transaction(async (tx) => {
      for (const id of ids) await things.changeThing(tx, id);
    });

    await eventually(() => expect(consumer.state().breaker).toBe('open'));
    // As many tries as would park every stream.
    const before = tries;
    await eventually(() => expect(tries - before).toBeGreaterThan(5));
    expect(await messagingMetrics(notifier.dataSource.manager)).toMatchObject({ streamsParked: 0 });
    const attempts = await notifier.dataSource.query<{ most: number }[]>(
      'select max(attempts) as most from stream',
    );
    expect(attempts[0]?.most).toBeLessThanOrEqual(1);

    down = false;
    for (const id of ids) {
      await eventually(
        async () => expect(await things.effectsOf(notifier, things.subjectOf(id))).toEqual([1]),
        {
          within: 10_000,
        },
      );
    }
    expect(consumer.state().breaker).toBe('closed');
  });
});
