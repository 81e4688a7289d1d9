import { randomUUID } from 'node:crypto';
import { loadavg } from 'node:os';
import { defineEvent } from '@tenantry/contracts';
import { emptyVhost, eventually, freshDatabase, silentLogger } from '@tenantry/testing';
import { connect } from 'amqplib';
import { Client } from 'pg';
import { z } from 'zod';
import {
  appendEvents,
  connectPoke,
  messagingMigrations,
  draft,
  on,
  startConsumer,
  startRelay,
  topologyOf,
  transactions,
} from '../src';
import { type BenchEnvironment, type BenchResult, quantile, rounded } from './bench-result';

const perSecond = 30;
const seconds = 20;
const goals = { p50: 15, p99: 50 };

const thingChanged = defineEvent('alpha.thing.changed.v1', 'A thing changed', { thingId: z.uuid() });

/** Calls `work` at the bench's rate, on time even where a call takes long. */
async function atRate(forSeconds: number, work: () => void | Promise<void>): Promise<void> {
  const start = performance.now();
  const calls: Promise<void>[] = [];
  for (let n = 0; n < forSeconds * perSecond; n += 1) {
    const due = start + (n * 1000) / perSecond - performance.now();
    if (due > 0) await new Promise((resolve) => setTimeout(resolve, due));
    calls.push(Promise.resolve(work()));
  }
  await Promise.all(calls);
}

/** Publish → consume of the broker alone, milliseconds. */
async function bareBroker(amqpUrl: string): Promise<number[]> {
  const connection = await connect(amqpUrl, { noDelay: true });
  const channel = await connection.createConfirmChannel();
  await channel.assertQueue('gamma.inbox', { durable: true, arguments: { 'x-queue-type': 'quorum' } });
  const sent = new Map<string, number>();
  const took: number[] = [];
  await channel.consume('gamma.inbox', (message) => {
    if (!message) return;
    took.push(performance.now() - (sent.get(String(message.properties.messageId)) ?? NaN));
    channel.ack(message);
  });
  await atRate(seconds / 4, () => {
    const messageId = randomUUID();
    sent.set(messageId, performance.now());
    channel.sendToQueue('gamma.inbox', Buffer.alloc(600, 'x'), { persistent: true, messageId });
  });
  await eventually(() => {
    if (took.length < sent.size) throw new Error('not all have come back');
  });
  await connection.close();
  return took;
}

/** Commit of a command → commit of its effect in another service, 30 commands a second, one replica of each. */
export async function run(env: BenchEnvironment): Promise<BenchResult> {
  await emptyVhost(env.amqpUrl);
  const fresh = (service: string) => freshDatabase(service, messagingMigrations, [], env.databaseUrl);
  const [alpha, beta] = [await fresh('alpha'), await fresh('beta')];
  const owner = new Client({ connectionString: alpha.ownerUrl });
  await owner.connect();
  await owner.query('create table thing (id uuid primary key, version int not null)');
  await owner.end();
  // The database says when an effect is committed: notifications leave with the commit.
  const listener = new Client({ connectionString: beta.runtimeUrl });
  await listener.connect();
  await listener.query('listen effect');

  const committed = new Map<string, number>();
  const effected = new Map<string, number>();
  listener.on('notification', ({ payload }) => effected.set(String(payload), performance.now()));

  const poke = await connectPoke(env.redisUrl, silentLogger);
  const common = { brokerUrl: env.amqpUrl, environment: 'bench', poke, logger: silentLogger };
  const subscriptions = [
    on(thingChanged, async (message, { tx }) => {
      await tx.query(`select pg_notify('effect', $1)`, [message.id]);
    }),
  ];
  const topology = topologyOf('beta', subscriptions);
  const consumer = startConsumer({ ...common, topology, subscriptions, database: beta.dataSource });
  const relay = startRelay({ ...common, service: 'alpha', databaseUrl: alpha.runtimeUrl });
  await eventually(
    () => {
      if (!relay.state().leader || consumer.state().unbound.length > 0)
        throw new Error('relay or consumer is not ready');
    },
    { within: 15_000 },
  );

  const transaction = transactions(alpha.dataSource, poke, 'alpha');
  const things = Array.from({ length: 200 }, () => randomUUID());
  const change = async () => {
    const thingId = things[Math.floor(Math.random() * things.length)] ?? '';
    const [eventId] = await transaction(async (tx) => {
      const [row] = await tx.query<{ version: number }[]>(
        `insert into thing values ($1, 1) on conflict (id) do update set version = thing.version + 1 returning version`,
        [thingId],
      );
      const version = row?.version ?? 0;
      const at = { subject: `thing/${thingId}`, version, actor: 'service/alpha', occurredAt: new Date() };
      return appendEvents(tx, [draft({ event: thingChanged, facts: { thingId }, ...at })]);
    });
    committed.set(String(eventId), performance.now());
  };
  await atRate(2, change); // warms up
  committed.clear();
  const bareBefore = await bareBroker(env.amqpUrl);
  await atRate(seconds, change);
  const took = await eventually(
    () => {
      const found = [...committed].map(([id, at]) => (effected.get(id) ?? NaN) - at);
      if (found.some(Number.isNaN)) throw new Error('not every effect has come');
      return found;
    },
    { within: 10_000 },
  );
  const bareAfter = await bareBroker(env.amqpUrl);

  await Promise.all([relay.stop(), consumer.stop(), listener.end()]);
  await poke.close();
  await Promise.all([alpha.drop(), beta.drop()]);
  await emptyVhost(env.amqpUrl);
  const [p50, p99] = [rounded(quantile(took, 0.5)), rounded(quantile(took, 0.99))];
  const bare = [...bareBefore, ...bareAfter];
  const details = {
    p50Ms: p50,
    p90Ms: rounded(quantile(took, 0.9)),
    p99Ms: p99,
    goalP50Ms: goals.p50,
    goalP99Ms: goals.p99,
    bareP50Ms: rounded(quantile(bare, 0.5)),
    bareP99Ms: rounded(quantile(bare, 0.99)),
    commands: took.length,
    perSecond,
    // Above the number of cores others are at work too, and the figure is theirs as well.
    loadAverage: rounded(loadavg()[0] ?? NaN),
  };
  return {
    bench: 'latency',
    value: p99,
    unit: 'ms',
    goal: goals.p99,
    met: p50 <= goals.p50 && p99 <= goals.p99,
    details,
  };
}
