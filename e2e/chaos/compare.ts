import { connect } from 'amqplib';
import { Client } from 'pg';
import type { Service } from '../../tools/infrastructure/services';
import { waitFor } from '../../tools/wait';
import type { Load } from './load';

type Fact = { eventId: string; subject: string; version: number; note: string };
type Mail = { messageId: string; state: string };

/** What became of the commands: sets held against each other, with versions; mails are counted apart. */
export type Comparison = {
  attempted: number;
  acknowledged: number;
  /** Those that were carried out although no answer told their sender so, or only a later one. */
  effectedUnacknowledged: number;
  lost: number;
  doneTwice: number;
  outOfOrder: number;
  /** Facts that another team's queue never got, and those that came to it more than once. */
  notPublished: number;
  publishedAgain: number;
  /** Users who are not in tenancy's directory as in identity. */
  directoryDiffers: number;
  mails: {
    asked: number;
    sent: number;
    unknown: number;
    missing: number;
    received: number;
    receivedTwice: number;
  };
};

const queue = 'chaos.inbox';

/** A queue of another team's, which is bound before the first command and read after the last. */
export async function bindQueue(amqpUrl: string): Promise<void> {
  const connection = await connect(amqpUrl, { timeout: 5_000 });
  const channel = await connection.createChannel();
  await channel.assertQueue(queue, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
  await channel.bindQueue(queue, 'identity.events', 'identity.user.#');
  await connection.close();
}

/** Everything that lies in the queue: subject, version and id of each message, in the order of arrival. */
async function readQueue(amqpUrl: string): Promise<Omit<Fact, 'note'>[]> {
  const connection = await connect(amqpUrl, { timeout: 5_000 });
  const channel = await connection.createChannel();
  const read: Omit<Fact, 'note'>[] = [];
  for (let message = await channel.get(queue); message; message = await channel.get(queue, { noAck: true })) {
    const { id, subject, sequence } = JSON.parse(message.content.toString()) as Record<string, string>;
    read.push({ eventId: id ?? '', subject: subject ?? '', version: Number(sequence) });
  }
  await connection.close();
  return read;
}

const ask = async <Row>(url: string, sql: string, values: unknown[] = []): Promise<Row[]> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows as Row[];
  } finally {
    await client.end();
  }
};

/** Waits until nothing is on its way any more: no outbox, no inbox, no mail. */
export const drained = (databases: Record<Service, { ownerUrl: string }>, limitMs: number): Promise<true> =>
  waitFor({
    what: 'everything to have arrived',
    limitMs,
    everyMs: 250,
    probe: async () => {
      for (const [service, { ownerUrl }] of Object.entries(databases)) {
        const [row] = await ask<{ waiting: number }>(
          ownerUrl,
          `select (select count(*) from outbox)::int + (select count(*) from inbox where done_at is null)::int as waiting`,
        );
        if (row?.waiting !== 0) throw new Error(`${row?.waiting} wait in ${service}`);
      }
      const [mails] = await ask<{ waiting: number }>(
        databases.notifier.ownerUrl,
        `select count(*)::int as waiting from mails where state in ('ready', 'sending')`,
      );
      if (mails?.waiting !== 0) throw new Error(`${mails?.waiting} mails wait`);
      return true as const;
    },
  });

const twice = (values: readonly string[]): number => values.length - new Set(values).size;

/** How many facts of a subject do not follow the one before; a repeat of what was there already is none. */
function breaks(
  facts: readonly { subject: string; version: number }[],
  firstOf: Map<string, number>,
): number {
  const last = new Map<string, number>();
  let found = 0;
  for (const { subject, version } of facts) {
    const before = last.get(subject) ?? (firstOf.get(subject) ?? 1) - 1;
    if (version <= before) continue;
    if (version !== before + 1) found += 1;
    last.set(subject, version);
  }
  return found;
}

/** Holds what was asked for against what the databases, another team's queue and the mailbox say. */
export async function compare(
  load: Load,
  databases: Record<Service, { ownerUrl: string }>,
  amqpUrl: string,
  mailUrl: string,
): Promise<Comparison> {
  const facts = await ask<Fact>(
    databases.identity.ownerUrl,
    `select event_id as "eventId", subject, version, coalesce(personal ->> 'reason', personal ->> 'comment') as note
     from event_log join event_personal using (event_id)
     where type in ('identity.user.blocked.v1', 'identity.user.unblocked.v1') order by id`,
  );
  const effected = new Set(facts.map(({ note }) => note));
  const acknowledged = new Set(load.acknowledged);
  const firstOf = new Map<string, number>();
  for (const { subject, version } of facts) if (!firstOf.has(subject)) firstOf.set(subject, version);

  const ours = new Set(facts.map(({ eventId }) => eventId));
  const published = (await readQueue(amqpUrl)).filter(({ eventId }) => ours.has(eventId));
  const publishedIds = new Set(published.map(({ eventId }) => eventId));
  const differing = await directoryDiffers(databases);
  return {
    attempted: load.attempted.length,
    acknowledged: acknowledged.size,
    effectedUnacknowledged: [...effected].filter((note) => !acknowledged.has(note)).length,
    // Each command was tried until it was answered: what was attempted has to be there, acknowledged or not.
    lost: load.attempted.filter((id) => !effected.has(id)).length,
    doneTwice: twice(facts.map(({ note }) => note)),
    outOfOrder: breaks(facts, firstOf) + breaks(published, firstOf),
    notPublished: facts.filter(({ eventId }) => !publishedIds.has(eventId)).length,
    publishedAgain: published.length - publishedIds.size,
    directoryDiffers: differing,
    mails: await compareMails(facts, databases.notifier.ownerUrl, mailUrl),
  };
}

async function directoryDiffers(databases: Record<Service, { ownerUrl: string }>): Promise<number> {
  const read = (service: Service, table: string) =>
    ask<{ id: string; status: string; version: number }>(
      databases[service].ownerUrl,
      `select ${table === 'users' ? 'id' : 'user_id as id'}, status, version from ${table} order by 1`,
    );
  const [users, directory] = await Promise.all([read('identity', 'users'), read('tenancy', 'directory')]);
  const there = new Map(directory.map((one) => [one.id, one]));
  return users.filter(
    ({ id, status, version }) => there.get(id)?.status !== status || there.get(id)?.version !== version,
  ).length;
}

async function compareMails(
  facts: readonly Fact[],
  notifierUrl: string,
  mailUrl: string,
): Promise<Comparison['mails']> {
  const mails = await ask<Mail>(
    notifierUrl,
    `select message_id as "messageId", state from mails where cause_id = any($1::uuid[])`,
    [facts.map(({ eventId }) => eventId)],
  );
  const ids = new Set(mails.map(({ messageId }) => messageId));
  const answer = (await (await fetch(`${mailUrl}/messages`)).json()) as { messageId?: string }[];
  const received = answer.map(({ messageId = '' }) => messageId).filter((id) => ids.has(id));
  const inState = (state: string) => mails.filter((mail) => mail.state === state).length;
  return {
    asked: facts.length,
    sent: inState('sent'),
    unknown: inState('unknown'),
    missing:
      facts.length -
      mails.length +
      mails.filter(({ messageId, state }) => state === 'sent' && !received.includes(messageId)).length,
    received: received.length,
    receivedTwice: twice(received),
  };
}
