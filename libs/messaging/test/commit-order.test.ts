import { eventually, testVhost } from '@tenantry/testing';
import { connect } from 'amqplib';
import { DataSource } from 'typeorm';
import { transactions } from '../src';
import * as things from './things';

afterEach(things.endAll);

const writers = 32;
const transactionsEach = 40;
const longestPauseMs = 15;

const pause = () => new Promise((resolve) => setTimeout(resolve, Math.random() * longestPauseMs));
class RolledBack extends Error {}

/** Reads as many relays do: whatever has a higher id than the last one read. */
function watermarkReader(database: DataSource) {
  const read = new Set<string>();
  let last = '0';
  let reading = true;
  const done = (async () => {
    while (reading) {
      const rows = await database.query<{ id: string; event_id: string }[]>(
        'select id, event_id from event_log where id > $1 order by id',
        [last],
      );
      for (const row of rows) {
        read.add(row.event_id);
        last = row.id;
      }
    }
  })();
  return {
    read,
    async stop() {
      reading = false;
      await done;
    },
  };
}

describe('32 writers that pause between taking an id and committing, one in ten rolling back', () => {
  it('has the relay miss nothing and keep each subject in order, where a watermark misses events', async () => {
    const brokerUrl = await testVhost();
    const alpha = await things.publisherDatabase();
    const poke = await things.testPoke();
    const pool = new DataSource({ type: 'postgres', url: alpha.runtimeUrl, extra: { max: writers } });
    await pool.initialize();
    things.atEnd(() => pool.destroy());

    const connection = await connect(brokerUrl);
    things.atEnd(() => connection.close());
    const channel = await connection.createChannel();
    const published: { id: string; subject: string; sequence: string }[] = [];
    const relay = things.alphaRelay({ brokerUrl, poke, databaseUrl: alpha.runtimeUrl, windowSize: 50 });
    await eventually(() => expect(relay.state().leader).toBe(true));
    await channel.assertQueue('beta.inbox', { durable: true, arguments: { 'x-queue-type': 'quorum' } });
    await channel.bindQueue('beta.inbox', 'alpha.events', 'alpha.#');
    await channel.consume('beta.inbox', (message) => {
      if (!message) return;
      published.push(JSON.parse(message.content.toString()) as (typeof published)[number]);
      channel.ack(message);
    });

    const watermark = watermarkReader(alpha.dataSource);
    const transaction = transactions(pool, poke, 'alpha');
    const ids = things.newThings(2 * writers);
    const write = async () => {
      for (let n = 0; n < transactionsEach; n += 1) {
        const thingId = ids[Math.floor(Math.random() * ids.length)] ?? '';
        await transaction(async (tx) => {
          await things.changeThing(tx, thingId);
          await pause();
          if (Math.random() < 0.1) throw new RolledBack();
        }).catch((error: unknown) => expect(error).toBeInstanceOf(RolledBack));
      }
    };
    await Promise.all(Array.from({ length: writers }, write));

    const committed = await alpha.dataSource.query<{ event_id: string }[]>('select event_id from event_log');
    await eventually(() => expect(published.length).toBeGreaterThanOrEqual(committed.length), {
      within: 10_000,
    });
    await watermark.stop();

    expect(new Set(published.map((event) => event.id))).toEqual(
      new Set(committed.map((event) => event.event_id)),
    );
    const sequences = new Map<string, number[]>();
    for (const { subject, sequence } of published) {
      sequences.set(subject, [...(sequences.get(subject) ?? []), Number(sequence)]);
    }
    for (const versions of sequences.values()) expect(versions).toEqual(things.upTo(versions.length));
    expect(watermark.read.size).toBeLessThan(committed.length);
  });
});
