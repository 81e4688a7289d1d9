import { randomUUID } from 'node:crypto';
import { loadavg } from 'node:os';
import { emptyVhost, freshDatabase, silentLogger } from '@tenantry/testing';
import { type ConfirmChannel, connect, type Options } from 'amqplib';
import { connectPoke, messagingMigrations, startRelay } from '../src';
import { type BenchEnvironment, type BenchResult, quantile, rounded } from './bench-result';

const messages = 10_000;
const rounds = 7;
const windowSize = 500;
const goal = 0.7;

const fillOutbox = `
  with logged as (
    insert into event_log (event_id, subject, version, type, data, actor, traceparent, occurred_at)
    select gen_random_uuid(), 'user/' || gen_random_uuid(), 1, 'alpha.user.created.v1',
      jsonb_build_object('userId', gen_random_uuid(), 'organizationId', gen_random_uuid(), 'origin', 'invitation',
        'accountType', 'standard', 'language', 'en', 'personalDigest', repeat('a1', 32)),
      'user/' || gen_random_uuid(), '00-' || repeat('a', 32) || '-' || repeat('b', 16) || '-01', now()
    from generate_series(1, $1) returning id, event_id
  ), kept_apart as (
    insert into event_personal (event_id, personal, salt)
    select event_id, '{"userName": "ada.l", "email": "ada@example.org", "firstName": "Ada", "lastName": "L"}', 'salt' from logged
  )
  insert into outbox (log_id) select id from logged order by id`;

type Publish = (channel: ConfirmChannel, body: Buffer, options: Options.Publish) => Promise<number>;

/** Bare publishing with one window that is always full: the next message leaves as soon as one is confirmed. */
const publishBare: Publish = async (channel, body, options) => {
  const start = performance.now();
  await new Promise<void>((resolve, reject) => {
    let [sent, confirmed] = [0, 0];
    const next = () => {
      sent += 1;
      channel.publish(
        'alpha.events',
        'alpha.user.created.v1',
        body,
        { ...options, messageId: randomUUID() },
        (error) => {
          if (error) return reject(new Error('the broker refused a message'));
          confirmed += 1;
          if (confirmed === messages) resolve();
          else if (sent < messages) next();
        },
      );
    };
    for (let n = 0; n < windowSize; n += 1) next();
  });
  return messages / ((performance.now() - start) / 1000);
};

/** The same window by window: the next one leaves when the last is confirmed to its end. */
const publishByWindows: Publish = async (channel, body, options) => {
  const start = performance.now();
  for (let sent = 0; sent < messages; sent += windowSize) {
    await new Promise<void>((resolve, reject) => {
      let left = windowSize;
      for (let n = 0; n < windowSize; n += 1) {
        channel.publish(
          'alpha.events',
          'alpha.user.created.v1',
          body,
          { ...options, messageId: randomUUID() },
          (error) => {
            if (error) reject(new Error('the broker refused a message'));
            else if (--left === 0) resolve();
          },
        );
      }
    });
  }
  return messages / ((performance.now() - start) / 1000);
};

/** How much of bare confirmed publishing to a quorum queue the relay reaches when it drains a full outbox. */
export async function run(env: BenchEnvironment): Promise<BenchResult> {
  await emptyVhost(env.amqpUrl);
  const database = await freshDatabase('alpha', messagingMigrations, [], env.databaseUrl);
  const connection = await connect(env.amqpUrl, { noDelay: true });
  const channel = await connection.createConfirmChannel();
  await channel.assertExchange('alpha.unrouted', 'fanout', { durable: true });
  await channel.assertExchange('alpha.events', 'topic', {
    durable: true,
    alternateExchange: 'alpha.unrouted',
  });
  await channel.assertQueue('beta.inbox', { durable: true, arguments: { 'x-queue-type': 'quorum' } });
  await channel.bindQueue('beta.inbox', 'alpha.events', 'alpha.#');
  const poke = await connectPoke(env.redisUrl, silentLogger);

  const drain = async (): Promise<number> => {
    await channel.purgeQueue('beta.inbox');
    await database.dataSource.query(fillOutbox, [messages]);
    const relay = startRelay({
      service: 'alpha',
      databaseUrl: database.runtimeUrl,
      brokerUrl: env.amqpUrl,
      environment: 'bench',
      poke,
      logger: silentLogger,
      windowSize,
    });
    const until = async (reached: () => boolean) => {
      while (!reached()) await new Promise((resolve) => setTimeout(resolve, 1));
      return performance.now();
    };
    const start = await until(() => relay.state().leader);
    const end = await until(() => relay.state().sent >= messages);
    await relay.stop();
    return messages / ((end - start) / 1000);
  };

  // As large as the relay's messages, with the same properties.
  const body = Buffer.alloc(860, 'x');
  const options: Options.Publish = {
    mandatory: true,
    persistent: true,
    type: 'alpha.user.created.v1',
    userId: decodeURIComponent(new URL(env.amqpUrl).username),
    contentType: 'application/cloudevents+json',
    headers: {
      source: 'tenantry/alpha',
      subject: `user/${randomUUID()}`,
      sequence: '0000000001',
      traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
    },
  };
  const bare = async (publish = publishBare): Promise<number> => {
    await channel.purgeQueue('beta.inbox');
    return publish(channel, body, options);
  };

  await bare(); // the first run of each warms up
  await drain();
  // In turns, each drain between two bare runs: other load on the machine then falls on both.
  const limits = [await bare()];
  const relayed: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    relayed.push(await drain());
    limits.push(await bare());
  }
  const byWindows = await bare(publishByWindows);
  const ratios = relayed.map(
    (rate, round) => (2 * rate) / ((limits[round] ?? NaN) + (limits[round + 1] ?? NaN)),
  );

  await connection.close();
  await poke.close();
  await database.drop();
  await emptyVhost(env.amqpUrl);
  const value = rounded(quantile(ratios, 0.5));
  const details = {
    relayPerSecond: relayed.map(Math.round),
    barePerSecond: limits.map(Math.round),
    bareWindowByWindowPerSecond: Math.round(byWindows),
    ratios: ratios.map((ratio) => rounded(ratio)),
    messages,
    windowSize,
    // Above the number of cores others are at work too, and the figure is theirs as well.
    loadAverage: rounded(loadavg()[0] ?? NaN),
  };
  return { bench: 'relay', value, unit: 'ratio', goal, met: value >= goal, details };
}
