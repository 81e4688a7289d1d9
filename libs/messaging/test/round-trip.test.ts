import { eventually, silentLogger, testVhost } from '@tenantry/testing';
import { on, startConsumer, startRelay, topologyOf, transactions } from '../src';
import * as things from './things';

describe('from a commit to its effect in another service', () => {
  it('applies every version of every subject once and in order', async () => {
    const brokerUrl = await testVhost();
    const [alpha, notifier] = [await things.publisherDatabase(), await things.consumerDatabase()];
    const poke = await things.testPoke(silentLogger);
    const subscriptions = [on(things.thingChanged, (message, { tx }) => things.noteEffect(tx, message))];
    const common = { brokerUrl, environment: things.environment, poke, logger: silentLogger };
    const consumer = startConsumer({
      ...common,
      topology: topologyOf('notifier', subscriptions),
      subscriptions,
      database: notifier.dataSource,
    });
    const relay = startRelay({ ...common, service: 'alpha', databaseUrl: alpha.runtimeUrl });
    await eventually(() => expect([relay.state(), consumer.state()]).toMatchObject([{ leader: true }, { unbound: [] }]));

    const transaction = transactions(alpha.dataSource, poke, 'alpha');
    const ids = things.newThings(5);
    for (let n = 0; n < 10; n += 1) {
      await Promise.all(ids.map((id) => transaction((tx) => things.changeThing(tx, id))));
    }

    for (const id of ids) {
      await eventually(async () => expect(await things.effectsOf(notifier, things.subjectOf(id))).toEqual(things.upTo(10)));
    }
    await eventually(async () => expect(await alpha.dataSource.query('select from outbox')).toEqual([]));
    await Promise.all([relay.stop(), consumer.stop()]);
    await poke.close();
    await Promise.all([alpha.drop(), notifier.drop()]);
  });
});
