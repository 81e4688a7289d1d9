import { eventually, silentLogger, tcpProxy, testVhost } from '@tenantry/testing';
import { connect } from 'amqplib';
import { DataSource } from 'typeorm';
import { on, transactions } from '../src';
import { brokerSession } from '../src/broker-session';
import * as things from './things';

afterEach(things.endAll);

/** Alpha's relay and a consumer, each reaching the broker through a proxy of its own. */
async function setUp(options: { confirmWithinMs?: number } = {}) {
  const brokerUrl = await testVhost();
  const [relayProxy, consumerProxy] = [await tcpProxy(brokerUrl), await tcpProxy(brokerUrl)];
  things.atEnd(() => Promise.all([relayProxy.close(), consumerProxy.close()]));
  const [alpha, notifier] = [await things.publisherDatabase(), await things.consumerDatabase()];
  const poke = await things.testPoke();
  const subscriptions = [on(things.thingChanged, (message, { tx }) => things.noteEffect(tx, message))];
  const database = notifier.dataSource;
  const consumer = things.notifierConsumer({ brokerUrl: consumerProxy.url, poke, subscriptions, database });
  const relay = things.alphaRelay({
    brokerUrl: relayProxy.url,
    poke,
    databaseUrl: alpha.runtimeUrl,
    ...options,
  });
  await things.ready(relay, consumer);
  const transaction = transactions(alpha.dataSource, poke, 'alpha');
  const ids = things.newThings(4);
  let versions = 0;
  return {
    ...{ relay, consumer, relayProxy, consumerProxy },
    /** Changes every thing once. */
    change: async () => {
      versions += 1;
      for (const id of ids) await transaction((tx) => things.changeThing(tx, id));
    },
    /** Waits until each change has had its effect, once and in order, and nothing is left to send. */
    settled: async () => {
      for (const id of ids) {
        await eventually(
          async () =>
            expect(await things.effectsOf(notifier, things.subjectOf(id))).toEqual(things.upTo(versions)),
          { within: 15_000 },
        );
      }
      await eventually(async () => expect(await alpha.dataSource.query('select from outbox')).toEqual([]));
    },
  };
}

describe('when the broker', () => {
  // One that really goes down and comes back: tools/test/broker-restart.long.test.ts.
  it('is cut off again and again: everything connects again, nothing is lost or applied twice', async () => {
    const { change, settled, relay, consumer, relayProxy, consumerProxy } = await setUp();
    for (let n = 0; n < 3; n += 1) {
      await change();
      relayProxy.cut();
      consumerProxy.cut();
      await change();
      await eventually(() =>
        expect([relay.state(), consumer.state()]).toMatchObject([{ connected: false }, { connected: false }]),
      );
      relayProxy.resume();
      consumerProxy.resume();
      await change();
    }
    await settled();
  });

  it('freezes before it confirms: the relay gives up, connects again and repeats', async () => {
    const { change, settled, relay, relayProxy } = await setUp({ confirmWithinMs: 300 });
    await change();
    relayProxy.freeze();
    await change();
    await eventually(() => expect(relay.state()).toMatchObject({ leader: false }));
    relayProxy.resume();
    await settled();
  });

  it('is frozen when one connects: connecting times out instead of hanging', async () => {
    const proxy = await tcpProxy(await testVhost());
    things.atEnd(() => proxy.close());
    proxy.freeze();
    let runs = 0;
    const session = brokerSession(
      { url: proxy.url, name: 'test', logger: silentLogger, connectWithinMs: 200 },
      (_connection, { stopping }) => {
        runs += 1;
        return new Promise((resolve) => stopping.addEventListener('abort', () => resolve()));
      },
    );
    things.atEnd(() => session.stop());
    await eventually(() => expect(proxy.connections()).toBeGreaterThan(2));
    expect(runs).toBe(0);

    proxy.resume();
    await eventually(() => expect([session.connected(), runs]).toEqual([true, 1]));
  });

  it('cancels the consumer because its queue was deleted: the queue is declared again', async () => {
    const brokerUrl = await testVhost();
    const notifier = await things.consumerDatabase();
    const consumer = things.notifierConsumer({
      ...{ brokerUrl, subscriptions: [] },
      poke: await things.testPoke(),
      database: notifier.dataSource,
    });
    const connection = await connect(brokerUrl);
    things.atEnd(() => connection.close());
    const channel = await connection.createChannel();
    const consumers = async () => (await channel.assertQueue('notifier.inbox', quorum)).consumerCount;
    const quorum = { durable: true, arguments: { 'x-queue-type': 'quorum' } };
    await eventually(async () => expect(await consumers()).toBe(1));
    await channel.deleteQueue('notifier.inbox');
    await eventually(async () => expect(await consumers()).toBe(1));
    expect(consumer.state().connected).toBe(true);
  });

  it('has no queue for a message: it stays in the outbox, others go on, and it leaves when there is one', async () => {
    const brokerUrl = await testVhost();
    const alpha = await things.publisherDatabase();
    const poke = await things.testPoke();
    const relay = things.alphaRelay({ brokerUrl, poke, databaseUrl: alpha.runtimeUrl });
    await eventually(() => expect(relay.state().leader).toBe(true));
    const connection = await connect(brokerUrl);
    things.atEnd(() => connection.close());
    const channel = await connection.createChannel();
    await channel.deleteQueue('alpha.unrouted');
    await channel.assertQueue('beta.inbox', { durable: true, arguments: { 'x-queue-type': 'quorum' } });
    await channel.bindQueue('beta.inbox', 'alpha.events', 'alpha.thing.named.v1');

    const transaction = transactions(alpha.dataSource, poke, 'alpha');
    const [changed = '', named = ''] = things.newThings(2);
    await transaction((tx) => things.changeThing(tx, changed));
    await transaction((tx) => things.nameThing(tx, named));
    await eventually(async () =>
      expect(await channel.checkQueue('beta.inbox')).toMatchObject({ messageCount: 1 }),
    );
    const pending = () =>
      alpha.dataSource.query('select subject from outbox join event_log on event_log.id = log_id');
    await eventually(async () => expect(await pending()).toEqual([{ subject: things.subjectOf(changed) }]));

    await channel.bindQueue('beta.inbox', 'alpha.events', 'alpha.thing.changed.v1');
    await eventually(async () =>
      expect(await channel.checkQueue('beta.inbox')).toMatchObject({ messageCount: 2 }),
    );
    await eventually(async () => expect(await pending()).toEqual([]));
  });
});

describe('when the databases', () => {
  it('are restarted: relay and consumer go on where they were, nothing is lost or applied twice', async () => {
    const brokerUrl = await testVhost();
    const [alpha, notifier] = [await things.publisherDatabase(), await things.consumerDatabase()];
    const [alphaProxy, notifierProxy] = [
      await tcpProxy(alpha.runtimeUrl),
      await tcpProxy(notifier.runtimeUrl),
    ];
    things.atEnd(() => Promise.all([alphaProxy.close(), notifierProxy.close()]));
    const database = await new DataSource({ type: 'postgres', url: notifierProxy.url }).initialize();
    things.atEnd(() => database.destroy());
    const poke = await things.testPoke();
    const subscriptions = [on(things.thingChanged, (message, { tx }) => things.noteEffect(tx, message))];
    const consumer = things.notifierConsumer({ brokerUrl, poke, subscriptions, database, leaseMs: 500 });
    const relay = things.alphaRelay({ brokerUrl, poke, databaseUrl: alphaProxy.url });
    await things.ready(relay, consumer);
    const transaction = transactions(alpha.dataSource, poke, 'alpha');
    const ids = things.newThings(4);

    for (let n = 0; n < 4; n += 1) {
      for (const id of ids) await transaction((tx) => things.changeThing(tx, id));
      alphaProxy.cut();
      notifierProxy.cut();
      await eventually(() => expect(relay.state().leader).toBe(false));
      alphaProxy.resume();
      notifierProxy.resume();
    }

    for (const id of ids) {
      await eventually(
        async () => expect(await things.effectsOf(notifier, things.subjectOf(id))).toEqual(things.upTo(4)),
        { within: 15_000 },
      );
    }
  });
});

describe('when the leading relay', () => {
  it('dies: another takes over', async () => {
    const brokerUrl = await testVhost();
    const alpha = await things.publisherDatabase();
    const poke = await things.testPoke();
    const first = things.alphaRelay({ brokerUrl, poke, databaseUrl: alpha.runtimeUrl });
    await eventually(() => expect(first.state().leader).toBe(true));
    const second = things.alphaRelay({ brokerUrl, poke, databaseUrl: alpha.runtimeUrl });
    await eventually(() => expect(second.state().connected).toBe(true));
    expect(second.state().leader).toBe(false);

    await first.stop();
    await eventually(() => expect(second.state().leader).toBe(true));
    await transactions(
      alpha.dataSource,
      poke,
      'alpha',
    )((tx) => things.changeThing(tx, things.newThings(1)[0] ?? ''));
    await eventually(async () => expect(await alpha.dataSource.query('select from outbox')).toEqual([]));
  });

  it('freezes: the database ends its session, another takes over, and there are never two', async () => {
    const brokerUrl = await testVhost();
    const alpha = await things.publisherDatabase();
    const poke = await things.testPoke();
    const proxy = await tcpProxy(alpha.runtimeUrl);
    things.atEnd(() => proxy.close());
    const first = things.alphaRelay({ brokerUrl, poke, databaseUrl: proxy.url, idleWithinMs: 500 });
    await eventually(() => expect(first.state().leader).toBe(true));
    const second = things.alphaRelay({ brokerUrl, poke, databaseUrl: alpha.runtimeUrl, idleWithinMs: 500 });
    await eventually(() => expect(second.state().connected).toBe(true));
    expect(second.state().leader).toBe(false);

    proxy.freeze();
    await eventually(() => expect(second.state().leader).toBe(true));
    const locks = `select from pg_locks join pg_database on oid = database
      where locktype = 'advisory' and classid = 20258 and granted and datname = current_database()`;
    expect(await alpha.dataSource.query(locks)).toHaveLength(1);
    proxy.resume();
    await eventually(() => expect(first.state()).toMatchObject({ connected: true, leader: false }));
    expect(second.state().leader).toBe(true);
    await transactions(
      alpha.dataSource,
      poke,
      'alpha',
    )((tx) => things.changeThing(tx, things.newThings(1)[0] ?? ''));
    await eventually(async () => expect(await alpha.dataSource.query('select from outbox')).toEqual([]));
  });
});
