import { randomUUID } from 'node:crypto';
import { type FreshDatabase, silentLogger } from '@tenantry/testing';
import { on } from '../src';
import { applyStreams, type Worker } from '../src/apply-streams';
import { keepHouse } from '../src/housekeeping';
import type { InboxRow } from '../src/read-message';
import { storeMessages } from '../src/store-messages';
import { claimStreams } from '../src/streams';
import { inboxRow } from './inbox-row';
import * as things from './things';

afterEach(things.endAll);

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

describe('a message that comes again after housekeeping', () => {
  let notifier: FreshDatabase;
  beforeEach(async () => (notifier = await things.consumerDatabase()));

  /** As the broker delivers it, once more each time, and a worker does what is due. */
  async function deliver(row: InboxRow): Promise<void> {
    const database = notifier.dataSource;
    const handle = on(things.thingChanged, (changed, { tx }) => things.noteEffect(tx, changed));
    const worker: Worker = {
      database,
      handlers: new Map([[things.thingChanged.type, handle]]),
      logger: silentLogger,
      maxAttempts: 8,
      backoffMs: () => 0,
    };
    expect(await storeMessages(database, [row])).toEqual([]);
    const all = { most: 10, workers: 10, leaseMs: 60_000, durable: false };
    for (const claim of await claimStreams(database, randomUUID(), all)) await applyStreams([claim], worker);
  }
  const query = <T>(sql: string, values: unknown[] = []) => notifier.dataSource.query<T[]>(sql, values);
  const daysPass = (days: number) =>
    query(
      `update inbox set done_at = done_at - $1 * interval '1 day', received_at = received_at - $1 * interval '1 day',
         expires_at = expires_at - $1 * interval '1 day'`,
      [days],
    );
  const tables = async () => [await query('select from inbox'), await query('select from stream')];

  it('[B2] [B6] is known, where it is a command, for as long as that could be carried out', async () => {
    const command = { ...inboxRow('command/1', 1), expiresAt: inDays(60) };
    await deliver(command);
    await daysPass(50);
    await keepHouse(notifier.dataSource, silentLogger, 7);
    await deliver(command);
    expect(await things.effectsOf(notifier, 'command/1')).toEqual([1]);
  });

  it('[B2] [B6] is too late, where it is a command that has expired and been forgotten', async () => {
    const command = { ...inboxRow('command/1', 1), expiresAt: inDays(1) };
    await deliver(command);
    await daysPass(7);
    await keepHouse(notifier.dataSource, silentLogger, 7);
    expect(await tables()).toMatchObject([[{}], [{}]]);
    await daysPass(2);
    await keepHouse(notifier.dataSource, silentLogger, 7);
    expect(await tables()).toEqual([[], []]);
    await deliver({ ...command, expiresAt: inDays(-8) });
    expect(await things.effectsOf(notifier, 'command/1')).toEqual([1]);
  });

  it('[B2] [B6] is known, where it is an event, by the last version of its subject, which stays', async () => {
    await deliver(inboxRow('thing/1', 1));
    await daysPass(3);
    await keepHouse(notifier.dataSource, silentLogger, 7);
    expect(await tables()).toMatchObject([[{}], [{}]]);
    await keepHouse(notifier.dataSource, silentLogger, 2);
    expect(await tables()).toMatchObject([[], [{}]]);
    await deliver(inboxRow('thing/1', 1));
    await deliver(inboxRow('thing/1', 2));
    expect(await things.effectsOf(notifier, 'thing/1')).toEqual([1, 2]);
  });
});

it('[B6] a command that belonged to no subject is forgotten some days after it has expired, any other message is not', async () => {
  const { dataSource } = await things.consumerDatabase();
  await dataSource.query(
    `insert into refused_message (reason, exchange, routing_key, headers, refused_at, expires_at)
     select 'not readable', '', kind, '', now() - interval '1 year', expires_at
     from (values ('event', null), ('recent', now() - interval '6 days'), ('old', now() - interval '8 days')) as row (kind, expires_at)`,
  );
  await keepHouse(dataSource, silentLogger, 7);
  const left = await dataSource.query<{ kind: string }[]>(
    'select routing_key as kind from refused_message order by kind',
  );
  expect(left.map(({ kind }) => kind)).toEqual(['event', 'recent']);
});
