import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { defineEvent } from '@tenantry/contracts';
import {
  appendEvents,
  connectPoke,
  draft,
  messagingMigrations,
  on,
  startConsumer,
  startRelay,
  topologyOf,
  transactions,
} from '@tenantry/messaging';
import { eventually, freshDatabase, silentLogger, testEnvironment } from '@tenantry/testing';
import { connect } from 'amqplib';
import { Client } from 'pg';
import { z } from 'zod';
import { createContext } from '../infrastructure';
import { serve } from '../infrastructure/part';
import { createPorts } from '../infrastructure/ports';
import { rabbitmq } from '../infrastructure/rabbitmq';
import { askRabbit } from '../infrastructure/rabbitmq-node';
import { takeHome } from '../processes/home';
import { cleanUpAfter } from '../processes/leftovers';
import { type Child, createStack } from '../processes/stack';
import { silent } from '../progress';
import { waitFor } from '../wait';
import { temporaryFolder } from './temporary-folder';

const folder = temporaryFolder();
const closing: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const close of closing.reverse()) await close();
}, 120_000);

const thingChanged = defineEvent('alpha.thing.changed.v1', 'A thing changed', { thingId: z.uuid() });
const environment = 'test';

/** A node of RabbitMQ that belongs to this test, and can be ended and started again with what it has stored. */
const bringUpBroker = async () => {
  const stack = createStack(await takeHome(path.join(folder, 'home'), cleanUpAfter));
  closing.push(() => stack.stopAll());
  let node: Child | undefined;
  stack.onStart((child) => {
    if (child.name === 'rabbitmq') node = child;
  });
  const context = createContext({
    ...{ stack, ports: createPorts('private'), durable: false, vhosts: ['/'], mailsReadable: false },
    ...{ environment: { ...process.env, AMQP_URL: '' }, say: silent },
  });
  const { adminUrl } = (await serve(rabbitmq, context)).value;
  return {
    url: adminUrl,
    stop: () => node?.stop(),
    kill: async () => {
      process.kill(node?.pid ?? 0, 'SIGKILL');
      await node?.ended;
    },
    startAgain: async () => {
      stack.again('rabbitmq');
      await waitFor({
        ...{ what: 'RabbitMQ to come back', limitMs: 180_000, say: silent },
        probe: () => askRabbit(adminUrl),
      });
    },
  };
};

/** Alpha's relay and another service's consumer; what that has applied stands in the table `effect`, in order. */
const connectServices = async (brokerUrl: string) => {
  const alpha = await freshDatabase('alpha', messagingMigrations);
  const notifier = await freshDatabase('notifier', messagingMigrations);
  closing.push(
    () => alpha.drop(),
    () => notifier.drop(),
  );
  const owner = new Client({ connectionString: notifier.ownerUrl });
  await owner.connect();
  await owner.query('create table effect (id bigserial primary key, subject text, version int)');
  await owner.query('grant all on all sequences in schema public to public');
  await owner.end();
  const poke = await connectPoke(testEnvironment().redisUrl, silentLogger);
  closing.push(() => poke.close());
  const common = { brokerUrl, poke, environment, logger: silentLogger };
  const relay = startRelay({ ...common, service: 'alpha', databaseUrl: alpha.runtimeUrl });
  closing.push(() => relay.stop());
  const subscriptions = [
    on(thingChanged, async ({ subject, sequence }, { tx }) => {
      await tx.query('insert into effect (subject, version) values ($1, $2)', [subject, Number(sequence)]);
    }),
  ];
  const topology = topologyOf('notifier', subscriptions, ['alpha']);
  const consumer = startConsumer({ ...common, topology, database: notifier.dataSource, subscriptions });
  closing.push(() => consumer.stop());
  await eventually(
    () => expect([relay.state(), consumer.state()]).toMatchObject([{ leader: true }, { unbound: [] }]),
    { within: 30_000 },
  );
  return { alpha, notifier, relay, consumer, transaction: transactions(alpha.dataSource, poke, 'alpha') };
};

const things = Array.from({ length: 4 }, () => randomUUID());
const perThing = (versions: number) =>
  Object.fromEntries(things.map((id) => [`thing/${id}`, Array.from({ length: versions }, (_, n) => n + 1)]));
const grouped = (rows: { subject: string; version: number }[]) => {
  const bySubject: Record<string, number[]> = {};
  for (const { subject, version } of rows) (bySubject[subject] ??= []).push(version);
  return bySubject;
};

it('[B2] a broker that is stopped, and one that is killed, comes back with what it held: nothing lost, nothing twice, in order', async () => {
  const broker = await bringUpBroker();
  const { alpha, notifier, relay, consumer, transaction } = await connectServices(broker.url);
  let versions = 0;
  /** Changes every thing once; needs no broker. */
  const change = async (): Promise<void> => {
    versions += 1;
    for (const thingId of things) {
      const at = { subject: `thing/${thingId}`, version: versions, actor: 'service/alpha' };
      const event = draft({ event: thingChanged, facts: { thingId }, occurredAt: new Date(), ...at });
      await transaction((tx) => appendEvents(tx, [event]));
    }
  };
  /** Another team's queue, which nobody reads until the end. */
  const inQueue = async <T>(
    use: (channel: Awaited<ReturnType<Awaited<ReturnType<typeof connect>>['createChannel']>>) => Promise<T>,
  ): Promise<T> => {
    const connection = await connect(broker.url, { timeout: 5_000 });
    try {
      return await use(await connection.createChannel());
    } finally {
      await connection.close();
    }
  };
  const waiting = () => inQueue(async (channel) => (await channel.checkQueue('beta.inbox')).messageCount);
  await inQueue(async (channel) => {
    await channel.assertQueue('beta.inbox', { durable: true, arguments: { 'x-queue-type': 'quorum' } });
    await channel.bindQueue('beta.inbox', 'alpha.events', 'alpha.#');
  });

  for (const end of [broker.stop, broker.kill]) {
    await change();
    await eventually(async () => expect(await waiting()).toBeGreaterThanOrEqual(versions * things.length), {
      within: 30_000,
    });
    let down = false;
    const writing = (async () => {
      for (; !down; await pause(20)) await change();
    })();
    await end();
    down = true;
    await writing;
    await eventually(() =>
      expect([relay.state(), consumer.state()]).toMatchObject([{ connected: false }, { connected: false }]),
    );
    await change();
    await broker.startAgain();
    await change();
    const log = 'select subject, version from effect order by id';
    await eventually(
      async () => expect(grouped(await notifier.dataSource.query(log))).toEqual(perThing(versions)),
      { within: 60_000 },
    );
    await eventually(async () => expect(await alpha.dataSource.query('select from outbox')).toEqual([]));
  }

  const arrived = await inQueue(async (channel) => {
    const read = new Map<string, { subject: string; version: number }>();
    for (let message = await channel.get('beta.inbox'); message; message = await channel.get('beta.inbox')) {
      const { id, subject, sequence } = JSON.parse(message.content.toString()) as Record<string, string>;
      // The bus may deliver twice what it had not confirmed before it went down; by its id it is the same.
      if (!read.has(id ?? '')) read.set(id ?? '', { subject: subject ?? '', version: Number(sequence) });
      channel.ack(message);
    }
    return [...read.values()];
  });
  expect(grouped(arrived)).toEqual(perThing(versions));
}, 600_000);
