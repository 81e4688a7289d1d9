import { eventually, testVhost } from '@tenantry/testing';
import { on, sendCommand, type Subscription, transactions } from '../src';
import * as things from './things';

afterEach(things.endAll);

/** A publisher and a service that reads it, connected; the one's transactions and the other's effects. */
async function linked(subscriptions: readonly Subscription[] = [noting]) {
  const brokerUrl = await testVhost();
  const [alpha, notifier] = [await things.publisherDatabase(), await things.consumerDatabase()];
  const poke = await things.testPoke();
  const database = notifier.dataSource;
  const consumer = things.notifierConsumer({ brokerUrl, poke, subscriptions, database });
  await things.ready(things.alphaRelay({ brokerUrl, poke, databaseUrl: alpha.runtimeUrl }), consumer);
  return { alpha, notifier, transaction: transactions(alpha.dataSource, poke, 'alpha') };
}
const noting = on(things.thingChanged, (message, { tx }) => things.noteEffect(tx, message));

describe('from a commit to its effect in another service', () => {
  it('applies every version of every subject once and in order', async () => {
    const { alpha, notifier, transaction } = await linked();
    const ids = things.newThings(5);
    for (let n = 0; n < 10; n += 1) {
      await Promise.all(ids.map((id) => transaction((tx) => things.changeThing(tx, id))));
    }

    for (const id of ids) {
      await eventually(async () =>
        expect(await things.effectsOf(notifier, things.subjectOf(id))).toEqual(things.upTo(10)),
      );
    }
    await eventually(async () => expect(await alpha.dataSource.query('select from outbox')).toEqual([]));
  });

  it('carries a command out once and keeps its body nowhere', async () => {
    const received: { secret: string; subject: string }[] = [];
    const subscriptions = [
      on(things.doThing, (message) => {
        received.push({ ...message.data, subject: message.subject });
        return Promise.resolve();
      }),
    ];
    const { alpha, notifier, transaction } = await linked(subscriptions);

    const expiresAt = new Date(Date.now() + 60_000);
    const commandId = await transaction((tx) =>
      sendCommand(tx, things.doThing, { secret: 'sealed-0815' }, { actor: things.actor, expiresAt }),
    );

    await eventually(() =>
      expect(received).toEqual([{ secret: 'sealed-0815', subject: `command/${commandId}` }]),
    );
    await eventually(async () =>
      expect(
        await notifier.dataSource.query('select event_id, body, done_at is not null as done from inbox'),
      ).toEqual([{ event_id: commandId, body: null, done: true }]),
    );
    await eventually(async () => expect(await alpha.dataSource.query('select from outbox')).toEqual([]));
    expect(await alpha.dataSource.query('select from event_log')).toEqual([]);
  });

  it('[B2] closes a gap when its publisher writes what stands in its log into the outbox again', async () => {
    const { alpha, notifier, transaction } = await linked();
    const [id = ''] = things.newThings(1);
    await transaction(async (tx) => {
      for (let n = 0; n < 4; n += 1) await things.changeThing(tx, id);
      // As if the broker had lost what it had confirmed.
      await tx.query('delete from outbox where log_id in (select id from event_log where version in (2, 3))');
    });
    const arrived = 'select version from inbox order by version';
    await eventually(async () =>
      expect(await notifier.dataSource.query(arrived)).toEqual([{ version: 1 }, { version: 4 }]),
    );

    // The statement of docs/operations.md.
    await alpha.dataSource.query(
      `insert into outbox (log_id) select id from event_log
       where subject = $1 and version >= 1 order by id on conflict do nothing`,
      [things.subjectOf(id)],
    );

    await eventually(async () =>
      expect(await things.effectsOf(notifier, things.subjectOf(id))).toEqual(things.upTo(4)),
    );
  });

  it('waits for publishers that have not declared their exchange, and takes in what comes after', async () => {
    const brokerUrl = await testVhost();
    const [alpha, notifier] = [await things.publisherDatabase(), await things.consumerDatabase()];
    const poke = await things.testPoke();
    const consumer = things.notifierConsumer({
      brokerUrl,
      poke,
      subscriptions: [noting],
      database: notifier.dataSource,
    });
    await eventually(() => expect(consumer.state()).toMatchObject({ connected: true, unbound: ['alpha'] }));

    const relay = things.alphaRelay({ brokerUrl, poke, databaseUrl: alpha.runtimeUrl });
    await things.ready(relay, consumer);
    const [id = ''] = things.newThings(1);
    await transactions(alpha.dataSource, poke, 'alpha')((tx) => things.changeThing(tx, id));

    await eventually(async () => expect(await things.effectsOf(notifier, things.subjectOf(id))).toEqual([1]));
  });
});
