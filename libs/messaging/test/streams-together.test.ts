import { randomUUID } from 'node:crypto';
import { type FreshDatabase, recordingLogger, silentLogger } from '@tenantry/testing';
import { on, replayParked } from '../src';
import { applyStreams, type Worker } from '../src/apply-streams';
import { passOver } from '../src/pass-over';
import type { InboxRow } from '../src/read-message';
import { storeMessages } from '../src/store-messages';
import { claimStreams } from '../src/streams';
import { handledType, inboxRow as messageOf, unhandledType } from './inbox-row';
import * as things from './things';

afterEach(things.endAll);

const isHandled = (type: string): boolean => type === handledType;
const many = { most: 40, workers: 4, leaseMs: 60_000, durable: false };

let notifier: FreshDatabase;
beforeEach(async () => (notifier = await things.consumerDatabase()));

const claim = (limits = many) => claimStreams(notifier.dataSource, randomUUID(), limits);
const streams = () =>
  notifier.dataSource.query<
    { subject: string; last: number; status: string; attempts: number; due: boolean }[]
  >(`select subject, last, status, attempts, due <= now() as due from stream order by subject`);
const deliver = async (...rows: InboxRow[]) => {
  expect(await storeMessages(notifier.dataSource, rows)).toEqual([]);
  await passOver(notifier.dataSource, isHandled, rows);
};

describe('what is taken in and nobody handles', () => {
  it('[B2] is passed over at once for all its streams, and no worker has to', async () => {
    await deliver(
      ...['thing/1', 'thing/2', 'thing/3'].flatMap((subject) =>
        things.upTo(3).map((version) => messageOf(subject, version, unhandledType)),
      ),
    );
    expect(await streams()).toEqual(
      ['thing/1', 'thing/2', 'thing/3'].map((subject) => ({
        ...{ subject, last: 3, status: 'ok', attempts: 0, due: false },
      })),
    );
    expect(
      await notifier.dataSource.query('select from inbox where done_at is null or body is not null'),
    ).toEqual([]);
    expect(await claim()).toEqual([]);
  });

  it('[B2] waits for what comes before it: a handled version, a missing one, a defective one', async () => {
    await deliver(
      messageOf('thing/handled', 1),
      messageOf('thing/handled', 2, unhandledType),
      messageOf('thing/missing', 2, unhandledType),
      { ...messageOf('thing/defective', 1, unhandledType), body: null, defect: 'not JSON' },
      messageOf('thing/defective', 2, unhandledType),
    );
    expect(await streams()).toMatchObject([
      { subject: 'thing/defective', last: 0, due: true },
      { subject: 'thing/handled', last: 0, due: true },
      { subject: 'thing/missing', last: 0 },
    ]);

    await deliver(messageOf('thing/missing', 1, unhandledType), messageOf('thing/missing', 3));
    expect((await streams())[2]).toMatchObject({ subject: 'thing/missing', last: 2, due: true });
  });

  it('[B2] is left to whom the stream belongs while it is worked on, and while it is parked', async () => {
    await deliver(messageOf('thing/1', 1));
    const [claimed] = await claim();
    await deliver(messageOf('thing/1', 2, unhandledType));
    expect(await streams()).toMatchObject([{ last: 0, attempts: 1 }]);

    const fails = on(things.thingChanged, () => Promise.reject(new Error('cannot be applied')));
    await applyStreams(claimed ? [claimed] : [], workerWith(fails, { maxAttempts: 1 }));
    await deliver(messageOf('thing/1', 3, unhandledType));
    expect(await streams()).toMatchObject([{ last: 0, status: 'parked' }]);

    await replayParked(notifier.dataSource.manager, { source: 'tenantry/alpha', subject: 'thing/1' });
    await applyStreams(await claim(), workerWith(notes));
    expect(await streams()).toMatchObject([{ last: 3, status: 'ok', attempts: 0, due: false }]);
  });
});

const notes = on(things.thingChanged, (message, { tx }) => things.noteEffect(tx, message));
const workerWith = (handler: ReturnType<typeof on>, rest: Partial<Worker> = {}): Worker => ({
  database: notifier.dataSource,
  handlers: new Map([[handledType, handler]]),
  logger: silentLogger,
  maxAttempts: 8,
  backoffMs: () => 0,
  ...rest,
});

describe('streams that are applied together', () => {
  it('[B2] keep what succeeds where another fails, which alone waits for its next try', async () => {
    await deliver(
      ...['thing/1', 'thing/bad', 'thing/2'].flatMap((subject) => [
        messageOf(subject, 1),
        messageOf(subject, 2),
      ]),
    );
    const handler = on(things.thingChanged, async (message, { tx }) => {
      await things.noteEffect(tx, message);
      if (message.subject === 'thing/bad') throw new Error('cannot be applied');
    });
    const claims = await claim();
    expect(claims).toHaveLength(3);
    const results = await applyStreams(claims, workerWith(handler, { backoffMs: () => 60_000 }));

    expect(results.toSorted()).toEqual(['applied', 'applied', 'failed']);
    for (const subject of ['thing/1', 'thing/2'])
      expect(await things.effectsOf(notifier, subject)).toEqual([1, 2]);
    expect(await things.effectsOf(notifier, 'thing/bad')).toEqual([]);
    expect(await streams()).toMatchObject([
      { last: 2 },
      { last: 2 },
      { subject: 'thing/bad', last: 0, attempts: 1, due: false },
    ]);
  });

  it('[B2] are tried one by one where one of them takes the connection down', async () => {
    const logger = recordingLogger();
    await deliver(...['thing/1', 'thing/bad', 'thing/2'].map((subject) => messageOf(subject, 1)));
    const handler = on(things.thingChanged, async (message, { tx }) => {
      await things.noteEffect(tx, message);
      if (message.subject === 'thing/bad') await tx.query('select pg_terminate_backend(pg_backend_pid())');
    });
    const worker = workerWith(handler, { logger });
    expect(await applyStreams(await claim(), worker)).toEqual(['idle', 'idle', 'idle']);
    expect(logger.lines).toContainEqual(
      expect.objectContaining({ message: expect.stringContaining('by itself') as unknown }),
    );

    const again = await claim();
    expect(again.map(({ shares, attempts }) => [shares, attempts])).toEqual(Array(3).fill([false, 2]));
    for (const each of again) await applyStreams([each], worker);
    expect(await streams()).toMatchObject([
      { last: 1 },
      { last: 1 },
      { subject: 'thing/bad', last: 0, attempts: 2 },
    ]);
  });

  it('[B2] are claimed one for each worker once an attempt has been counted, so that one that kills counts few others', async () => {
    await deliver(...things.upTo(9).map((n) => messageOf(`thing/${n}`, 1)));
    expect(await claim({ ...many, leaseMs: 0 })).toHaveLength(9);
    const killed = await claim({ ...many, leaseMs: 0 });
    expect(killed.map(({ shares, attempts }) => [shares, attempts])).toEqual(Array(4).fill([false, 2]));
  });

  it('[B2] leave a command a transaction of its own', async () => {
    await deliver(messageOf('command/1', 1), messageOf('thing/1', 1));
    const claims = await claim();
    expect(new Map(claims.map(({ subject, shares }) => [subject, shares]))).toEqual(
      new Map([
        ['command/1', false],
        ['thing/1', true],
      ]),
    );
  });

  it('[B2] are given back as they were where the lease may not last', async () => {
    await deliver(messageOf('thing/1', 1), messageOf('thing/2', 1));
    const claims = await claim();
    await applyStreams(
      claims.map((each) => ({ ...each, beginBy: 0 })),
      workerWith(notes),
    );
    expect(await streams()).toMatchObject(Array(2).fill({ last: 0, attempts: 0, due: true }));
    expect(await applyStreams(await claim(), workerWith(notes))).toEqual(['applied', 'applied']);
  });
});
