import { type Envelope } from '@tenantry/contracts';
import { eventually, testVhost } from '@tenantry/testing';
import { type Channel, connect, type ConsumeMessage } from 'amqplib';
import { replayLog, transactions } from '../src';
import * as things from './things';

afterEach(things.endAll);

/** A publisher whose broker has forgotten what it said, and a channel for its readers. */
async function publisher() {
  const brokerUrl = await testVhost();
  const database = await things.publisherDatabase();
  const poke = await things.testPoke();
  const relay = things.alphaRelay({ brokerUrl, poke, databaseUrl: database.runtimeUrl });
  await eventually(() => expect(relay.state()).toMatchObject({ leader: true, connected: true }), {
    within: 10_000,
  });
  const broker = await connect(brokerUrl);
  things.atEnd(() => broker.close());
  const replay = (consumer: string) =>
    replayLog({
      ...{ service: 'alpha', environment: things.environment, consumer },
      ...{ databaseUrl: database.runtimeUrl, brokerUrl },
    });
  const transact = transactions(database.dataSource, poke, 'alpha');
  const sent = () =>
    eventually(async () => expect(await database.dataSource.query('select from outbox')).toEqual([]));
  return { database, transact, sent, replay, channel: await broker.createChannel() };
}

async function bound(channel: Channel, queue: string, pattern: string): Promise<void> {
  await channel.assertQueue(queue, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
  await channel.bindQueue(queue, 'alpha.events', pattern);
}

/** What is in a queue now, in its order. */
async function taken(
  channel: Channel,
  queue: string,
): Promise<{ message: Envelope; delivery: ConsumeMessage }[]> {
  const messages = [];
  for (;;) {
    const delivery = await channel.get(queue, { noAck: true });
    if (!delivery) return messages;
    const message = JSON.parse(delivery.content.toString()) as Envelope;
    messages.push({ message, delivery: delivery as unknown as ConsumeMessage });
  }
}

describe('a replay of the log', () => {
  it('[B2] lets a consumer begin from nothing while events go on, and gives nobody else anything', async () => {
    const { database, transact, sent, replay, channel } = await publisher();
    await bound(channel, 'beta.inbox', 'alpha.#');
    const ids = things.newThings(300);
    for (const id of ids) await transact((tx) => things.changeThing(tx, id));
    await sent();
    const heard = (await taken(channel, 'beta.inbox')).length;

    await bound(channel, 'gamma.inbox', 'alpha.#');
    await bound(channel, 'gamma.replay', 'gamma.replay.#');
    const change = async () => {
      for (const id of ids) await transact((tx) => things.changeThing(tx, id));
    };
    const [published] = await Promise.all([replay('gamma'), change()]);
    await sent();

    const replayed = await taken(channel, 'gamma.replay');
    expect(replayed).toHaveLength(published);
    expect(replayed.every(({ delivery }) => delivery.properties.headers?.['replay'] === true)).toBe(true);
    // First the replay to its end, then what came live; versions that are there already are passed over.
    const state = new Map<string, number>();
    const order: string[] = [];
    for (const { message } of [...replayed, ...(await taken(channel, 'gamma.inbox'))]) {
      const [last, version] = [state.get(message.subject) ?? 0, Number(message.sequence)];
      if (version <= last) continue;
      if (version !== last + 1) order.push(`${message.subject}: ${version} after ${last}`);
      state.set(message.subject, version);
    }
    expect(order).toEqual([]);
    const rows = await database.dataSource.query<{ id: string; version: number }[]>(
      'select id, version from thing',
    );
    expect(state).toEqual(new Map(rows.map(({ id, version }) => [things.subjectOf(id), version])));
    expect([heard, (await taken(channel, 'beta.inbox')).length]).toEqual([300, 300]);
  });

  it('[L15] tells nothing that has been erased since', async () => {
    const { database, transact, sent, replay, channel } = await publisher();
    await bound(channel, 'gamma.replay', 'gamma.replay.#');
    const [kept = '', erased = ''] = things.newThings(2);
    for (const id of [kept, erased]) await transact((tx) => things.nameThing(tx, id));
    await sent();
    await database.dataSource.query(
      'delete from event_personal where event_id = (select event_id from event_log where subject = $1)',
      [things.subjectOf(erased)],
    );

    expect(await replay('gamma')).toBe(2);
    expect((await taken(channel, 'gamma.replay')).map(({ message }) => message.data)).toMatchObject([
      { thingId: kept, personal: { name: 'Ada' } },
      { thingId: erased, personal: null },
    ]);
  });

  it('begins for nobody whose queue is missing or not bound', async () => {
    const { transact, replay, channel } = await publisher();
    await transact((tx) => things.changeThing(tx, things.newThings(1)[0] ?? ''));

    await expect(replay('gamma')).rejects.toThrow('There is no queue gamma.replay');
    await channel.assertQueue('gamma.replay', { durable: true, arguments: { 'x-queue-type': 'quorum' } });
    await expect(replay('gamma')).rejects.toThrow('The queue gamma.replay is not bound to alpha.events');
    // Also where somebody reads it already.
    await channel.consume('gamma.replay', () => undefined);
    await expect(replay('gamma')).rejects.toThrow('The queue gamma.replay is not bound to alpha.events');
  });
});
