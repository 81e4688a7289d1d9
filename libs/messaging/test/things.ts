import { randomUUID } from 'node:crypto';
import {
  eventually,
  freshDatabase,
  type FreshDatabase,
  silentLogger,
  testEnvironment,
} from '@tenantry/testing';
import { Client } from 'pg';
import type { EntityManager } from 'typeorm';
import {
  appendEvents,
  connectPoke,
  messagingMigrations,
  draft,
  type Logger,
  type Poke,
  startConsumer,
  startRelay,
  type Subscription,
  topologyOf,
} from '../src';
import { environment, thingChanged, thingNamed } from './thing-definitions';

export * from './thing-definitions';

export const actor = 'service/alpha';
export const subjectOf = (thingId: string): string => `thing/${thingId}`;

const closing: (() => Promise<unknown>)[] = [];

/** Has something ended by {@link endAll}, the last thing first. */
export const atEnd = (close: () => Promise<unknown>): void => void closing.push(close);

/** For `afterEach` of every file that uses things. */
export const endAll = async (): Promise<void> => {
  for (const close of closing.splice(0).reverse()) await close();
};

/** The publisher's database, with a table of versioned things. */
export async function publisherDatabase(): Promise<FreshDatabase> {
  const database = await freshDatabase('alpha', messagingMigrations);
  atEnd(() => database.drop());
  await asOwner(database, 'create table thing (id uuid primary key, version int not null)');
  return database;
}

/** The consumer's database, with a table of what was applied, in order. */
export async function consumerDatabase(): Promise<FreshDatabase> {
  const database = await freshDatabase('notifier', messagingMigrations);
  atEnd(() => database.drop());
  await asOwner(
    database,
    'create table effect (id bigint generated always as identity primary key, subject text not null, version int not null)',
  );
  return database;
}

async function asOwner(database: FreshDatabase, sql: string): Promise<void> {
  const owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query(sql);
  await owner.end();
}

/** Changes a thing and writes the event: first the row's version, then the log. */
export async function changeThing(tx: EntityManager, thingId: string): Promise<number> {
  const [row] = await tx.query<{ version: number }[]>(
    `insert into thing values ($1, 1) on conflict (id) do update set version = thing.version + 1 returning version`,
    [thingId],
  );
  const version = row?.version ?? 0;
  const facts = { thingId, n: version };
  await appendEvents(tx, [
    draft({
      event: thingChanged,
      subject: subjectOf(thingId),
      version,
      facts,
      actor,
      occurredAt: new Date(),
    }),
  ]);
  return version;
}

/** Names a new thing: an event with a personal part. */
export async function nameThing(tx: EntityManager, thingId: string): Promise<void> {
  const at = { subject: subjectOf(thingId), version: 1, actor, occurredAt: new Date() };
  await appendEvents(tx, [
    draft({ event: thingNamed, facts: { thingId }, personal: { name: 'Ada' }, ...at }),
  ]);
}

export const newThings = (count: number): string[] => Array.from({ length: count }, () => randomUUID());

/** Notes one applied message. */
export async function noteEffect(
  tx: EntityManager,
  message: { subject: string; sequence: string },
): Promise<void> {
  await tx.query('insert into effect (subject, version) values ($1, $2)', [
    message.subject,
    Number(message.sequence),
  ]);
}

/** The versions that were applied to a subject, in the order in which that happened. */
export async function effectsOf(database: FreshDatabase, subject: string): Promise<number[]> {
  const rows = await database.dataSource.query<{ version: number }[]>(
    'select version from effect where subject = $1 order by id',
    [subject],
  );
  return rows.map((row) => row.version);
}

export async function testPoke(logger: Logger = silentLogger): Promise<Poke> {
  const poke = await connectPoke(testEnvironment().redisUrl, logger);
  atEnd(() => poke.close());
  return poke;
}

type RelayOptions = Partial<Parameters<typeof startRelay>[0]> & {
  brokerUrl: string;
  databaseUrl: string;
  poke: Poke;
};

export function alphaRelay(options: RelayOptions): ReturnType<typeof startRelay> {
  const relay = startRelay({ service: 'alpha', environment, logger: silentLogger, ...options });
  atEnd(() => relay.stop());
  return relay;
}

type ConsumerOptions = Partial<Parameters<typeof startConsumer>[0]> & {
  brokerUrl: string;
  database: FreshDatabase['dataSource'];
  poke: Poke;
  subscriptions: readonly Subscription[];
};

/** A consumer `notifier` of alpha's events and commands that tries again after 30 ms. */
export function notifierConsumer(options: ConsumerOptions): ReturnType<typeof startConsumer> {
  const topology = topologyOf('notifier', options.subscriptions, ['alpha']);
  const consumer = startConsumer({
    topology,
    environment,
    logger: silentLogger,
    backoffMs: () => 30,
    ...options,
  });
  atEnd(() => consumer.stop());
  return consumer;
}

/** Waits until what is published arrives. */
export const ready = (
  relay: ReturnType<typeof startRelay>,
  consumer: ReturnType<typeof startConsumer>,
): Promise<void> =>
  eventually(
    () => expect([relay.state(), consumer.state()]).toMatchObject([{ leader: true }, { unbound: [] }]),
    {
      within: 10_000,
    },
  );

/** 1 … n. */
export const upTo = (n: number): number[] => Array.from({ length: n }, (_, index) => index + 1);
