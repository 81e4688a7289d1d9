import { randomUUID } from 'node:crypto';
import { loadavg } from 'node:os';
import { defineEvent, toSequence } from '@tenantry/contracts';
import { emptyVhost, eventually, freshDatabase, silentLogger } from '@tenantry/testing';
import { connect } from 'amqplib';
import { Client } from 'pg';
import { z } from 'zod';
import { connectPoke, messagingMigrations, on, startConsumer, topologyOf } from '../src';
import { declareTopologies } from '../src/declare-topology';
import { type BenchEnvironment, type BenchResult, quantile, rounded } from './bench-result';

const subjects = 3000;
const rounds = 3;
const goal = 1000;

const thingChanged = defineEvent('alpha.thing.changed.v1', 'A thing changed', { thingId: z.uuid() });
const thingSeen = 'alpha.thing.seen.v1';

const messageOf = (type: string, subject: string, version: number) => ({
  specversion: '1.0',
  id: randomUUID(),
  source: 'tenantry/alpha',
  type,
  subject,
  time: new Date().toISOString(),
  datacontenttype: 'application/json',
  dataschema: `urn:tenantry:${type}`,
  sequence: toSequence(version),
  actor: 'service/alpha',
  environment: 'bench',
  data: { thingId: randomUUID() },
});

/**
 * How fast a service catches up with what has piled up while it was away: events a second from its first to its last
 * commit, one replica. Every subject has two events that are handled, each with one write, or two that are not.
 */
export async function run(env: BenchEnvironment): Promise<BenchResult> {
  await emptyVhost(env.amqpUrl);
  const poke = await connectPoke(env.redisUrl, silentLogger);
  const subscriptions = [
    on(thingChanged, async (message, { tx }) => {
      await tx.query('insert into effect values ($1)', [message.id]);
    }),
  ];
  const topology = topologyOf('beta', subscriptions);

  const perSecond = async (type: string): Promise<number> => {
    await emptyVhost(env.amqpUrl);
    const beta = await freshDatabase('beta', messagingMigrations, [], env.databaseUrl);
    const owner = new Client({ connectionString: beta.ownerUrl });
    await owner.connect();
    await owner.query('create table effect (id uuid primary key)');
    await owner.end();
    const connection = await connect(env.amqpUrl, { noDelay: true });
    const channel = await connection.createConfirmChannel();
    await declareTopologies(connection, [{ service: 'alpha', subscribesTo: [] }, topology]);
    for (let n = 0; n < subjects; n += 1) {
      const subject = `thing/${randomUUID()}`;
      for (const version of [1, 2]) {
        const body = Buffer.from(JSON.stringify(messageOf(type, subject, version)));
        channel.publish('alpha.events', type, body, { persistent: true });
      }
    }
    await channel.waitForConfirms();
    await connection.close();

    const common = { brokerUrl: env.amqpUrl, environment: 'bench', poke, logger: silentLogger };
    const consumer = startConsumer({ ...common, topology, subscriptions, database: beta.dataSource });
    const done = `select count(*)::int as count, extract(epoch from max(done_at) - min(received_at))::float8 as seconds
      from inbox where done_at is not null`;
    const rate = await eventually(
      async () => {
        const [found] = await beta.dataSource.query<{ count: number; seconds: number }[]>(done);
        if (found?.count !== 2 * subjects) throw new Error('not all are done');
        return found.count / found.seconds;
      },
      { within: 120_000, every: 250 },
    );
    await consumer.stop();
    await beta.drop();
    return Math.round(rate);
  };

  const handled: number[] = [];
  const passedOver: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    handled.push(await perSecond(thingChanged.type));
    passedOver.push(await perSecond(thingSeen));
  }
  await poke.close();
  await emptyVhost(env.amqpUrl);
  const value = quantile(handled, 0.5);
  const details = {
    handledPerSecond: handled,
    passedOverPerSecond: passedOver,
    events: 2 * subjects,
    // Above the number of cores others are at work too, and the figure is theirs as well.
    loadAverage: rounded(loadavg()[0] ?? NaN),
  };
  return { bench: 'backlog', value, unit: 'events/s', goal, met: value >= goal, details };
}
