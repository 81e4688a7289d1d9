import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { events, userBlocked } from '@tenantry/contracts';
import {
  appendEvents,
  connectPoke,
  draft,
  messagingMigrations,
  type Poke,
  startRelay,
  transactions,
} from '@tenantry/messaging';
import {
  eventually,
  freshDatabase,
  type FreshDatabase,
  silentLogger,
  testEnvironment,
  testVhost,
} from '@tenantry/testing';
import { type Channel, connect, type Message } from 'amqplib';
import { createContext } from '../infrastructure';
import { serve } from '../infrastructure/part';
import { createPorts } from '../infrastructure/ports';
import { python } from '../infrastructure/python';
import { amqpUrlFor } from '../infrastructure/rabbitmq-node';
import { runCommand } from '../infrastructure/run-command';
import { root } from '../paths';
import { takeHome } from '../processes/home';
import { cleanUpAfter } from '../processes/leftovers';
import { createStack } from '../processes/stack';
import { say } from '../progress';
import { temporaryFolder } from './temporary-folder';

const folder = temporaryFolder();
const example = path.join(root, 'examples/python-consumer/consumer.py');
// Copied: there is nothing else of the workspace that the sample needs.
const schemas = path.join(folder, 'schemas');
const kept = path.join(folder, 'consumer.db');
const userId = randomUUID();
const actor = `user/${randomUUID()}`;
const head = { subject: `user/${userId}`, actor, occurredAt: new Date('2026-11-22T10:00:00.000Z') };
const line = (version: number) =>
  `2026-11-22T10:00:00.000Z identity.user.blocked.v1 user/${userId}#${version} by ${actor}`;

/** The sample as a process of its own, and the lines that it has printed, once it reads. */
const start = async (command: string, amqpUrl: string, store: string) => {
  const child = spawn(command, [example, schemas, store], { env: { ...process.env, AMQP_URL: amqpUrl } });
  const printed = { out: '', error: '' };
  child.stdout.on('data', (chunk: Buffer) => (printed.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (printed.error += chunk.toString()));
  await eventually(() => expect(printed.error).toBe('Events from now on; Ctrl-C ends.\n'), {
    within: 20_000,
  });
  return { child, lines: () => printed.out.split('\n').filter(Boolean) };
};
const end = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });

describe('a consumer in another language', () => {
  let command: string;
  let adminUrl: string;
  let amqpUrl: string;
  let channel: Channel;
  let database: FreshDatabase;
  let poke: Poke;
  let consumer: Awaited<ReturnType<typeof start>>;
  const published: Message[] = [];
  const closing: (() => Promise<unknown>)[] = [];

  /** As somebody who may declare what bears their name and read the services' events, and no more. */
  const userUrl = (user: string): string =>
    process.env['TEST_AMQP_SHARED_USER']
      ? adminUrl
      : amqpUrlFor(adminUrl, user, user, new URL(adminUrl).pathname.slice(1));
  const append = (version: number) =>
    transactions(
      database.dataSource,
      poke,
      'identity',
    )((tx) =>
      appendEvents(tx, [
        draft({
          ...head,
          event: userBlocked,
          version,
          facts: { userId },
          personal: { reason: 'Repeated abuse' },
        }),
      ]),
    );
  const publish = (body: string | Buffer) =>
    channel.publish('identity.events', 'identity.user.blocked.v1', Buffer.from(body), { persistent: true });
  const rowsOf = (table: 'seen' | 'refused'): string => {
    const count =
      "import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute('select count(*) from ' + sys.argv[2]).fetchone()[0])";
    return execFileSync(command, ['-c', count, kept, table], { encoding: 'utf8' }).trim();
  };

  beforeAll(async () => {
    const stack = createStack(await takeHome(path.join(folder, 'home'), cleanUpAfter));
    const context = createContext({
      ...{ stack, ports: createPorts('private'), durable: false, vhosts: [], mailsReadable: false, say },
      environment: process.env,
    });
    command = (await serve(python, context)).value.command;
    fs.cpSync(path.join(root, 'libs/contracts/schemas'), schemas, { recursive: true });
    adminUrl = await testVhost();
    amqpUrl = userUrl('python-consumer');

    const broker = await connect(adminUrl);
    closing.push(() => broker.close());
    channel = await broker.createChannel();
    for (const publisher of new Set(events.map((event) => event.publisher)))
      if (publisher !== 'identity') await channel.assertExchange(`${publisher}.events`, 'topic');
    database = await freshDatabase('identity', messagingMigrations);
    closing.push(() => database.drop());
    poke = await connectPoke(testEnvironment().redisUrl, silentLogger);
    closing.push(() => poke.close());
    const relay = startRelay({
      ...{ service: 'identity', environment: 'test', logger: silentLogger, poke },
      ...{ databaseUrl: database.runtimeUrl, brokerUrl: adminUrl },
    });
    closing.push(() => relay.stop());
    const connected = () => expect(relay.state()).toMatchObject({ leader: true, connected: true });
    await eventually(connected, { within: 10_000 });
    const { queue } = await channel.assertQueue('', { exclusive: true });
    await channel.bindQueue(queue, 'identity.events', '#');
    await channel.consume(queue, (message) => message && published.push(message), { noAck: true });
    consumer = await start(command, amqpUrl, kept);
  }, 900_000);

  afterAll(async () => {
    await end(consumer.child);
    for (const close of closing.reverse()) await close();
  });

  it('[B1] reads what a service publishes, from the JSON Schemas alone, each fact once', async () => {
    await append(3);
    await eventually(() => expect(published).toHaveLength(1));
    publish(published[0]?.content ?? '');
    await append(4);

    await eventually(() => expect(consumer.lines()).toContain(line(4)));
    expect(consumer.lines()).toEqual([line(3), line(4)]);
  });

  it('[B2] goes on after kill -9 with what came meanwhile, and repeats nothing', async () => {
    // It prints before it commits: what it has not committed it prints again.
    await eventually(() => expect(rowsOf('seen')).toBe('2'));
    await end(consumer.child);
    await append(5);
    publish(published[0]?.content ?? '');
    consumer = await start(command, amqpUrl, kept);
    await append(6);

    await eventually(() => expect(consumer.lines()).toContain(line(6)));
    expect(consumer.lines()).toEqual([line(5), line(6)]);
  });

  it('[B1] passes over types that it does not know, and keeps for a person what does not fit its schema', async () => {
    const message = JSON.parse(String(published[0]?.content)) as object;
    publish('no JSON');
    publish(JSON.stringify({ ...message, id: randomUUID(), data: {} }));
    publish(JSON.stringify({ ...message, id: randomUUID(), type: 'identity.user.renamed.v9' }));
    await append(7);

    await eventually(() => expect(consumer.lines()).toContain(line(7)));
    expect(consumer.lines()).toEqual([line(5), line(6), line(7)]);
    await eventually(() => expect(rowsOf('refused')).toBe('2'));
  });

  it('[B2] begins from nothing with what a service publishes again for it', async () => {
    await end(consumer.child);
    consumer = await start(command, amqpUrl, path.join(folder, 'another.db'));
    const replay = await runCommand(
      process.execPath,
      ['--import', 'tsx', 'apps/identity/src/replay.ts', '--to', 'python-consumer'],
      {
        cwd: root,
        limitMs: 60_000,
        env: {
          ...process.env,
          DATABASE_URL: database.runtimeUrl,
          AMQP_URL: userUrl('identity'),
          ENVIRONMENT: 'test',
        },
      },
    );

    expect(replay).toContain('Done: 5 events of identity went to python-consumer.replay.');
    await eventually(() => expect(consumer.lines()).toEqual([3, 4, 5, 6, 7].map(line)));
  });
});
