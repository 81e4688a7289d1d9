import { randomUUID } from 'node:crypto';
import type { DeadLetterKind } from '@tenantry/contracts';
import { eventually, silentLogger, testVhost } from '@tenantry/testing';
import { connect } from 'amqplib';
import {
  countDeadLetters,
  deadLettersOf,
  discardDeadLetter,
  getDeadLetter,
  listDeadLetters,
  listHistory,
  on,
  replayDeadLetter,
  replayDeadLetters,
  topologyOf,
} from '../src';
import { declarePublisher } from '../src/declare-topology';
import { keepHouse } from '../src/housekeeping';
import { storeMessages } from '../src/store-messages';
import { handledType, inboxRow } from './inbox-row';
import * as things from './things';

const byWhom = {
  service: 'notifier',
  environment: things.environment,
  acting: { actorId: randomUUID(), onBehalfOfId: null },
  reason: 'mended by hand',
} as const;

/** A notifier that fails at what is poisonous, fed past the broker. */
async function setUp() {
  const poisonous = new Set<string>();
  const notifier = await things.consumerDatabase();
  const database = notifier.dataSource;
  const brokerUrl = await testVhost();
  const connection = await connect(brokerUrl);
  things.atEnd(() => connection.close());
  const channel = await connection.createConfirmChannel();
  await declarePublisher(channel, 'alpha');
  const poke = await things.testPoke();
  const subscriptions = [
    on(things.thingChanged, async (message, { tx }) => {
      if (poisonous.has(`${message.subject} ${Number(message.sequence)}`))
        throw new Error('cannot be applied\nbecause of its second line');
      await things.noteEffect(tx, message);
    }),
  ];
  const topology = topologyOf('notifier', subscriptions, ['alpha']);
  const consumer = things.notifierConsumer({
    ...{ brokerUrl, database, poke, subscriptions, topology },
    maxAttempts: 2,
  });
  const list = async (kind: DeadLetterKind, filter: { type?: string; subject?: string } = {}) =>
    (await listDeadLetters(database.manager, { kind, ...filter }, { limit: 50 }))?.items ?? [];
  return {
    ...{ notifier, database, consumer, channel, poisonous, list },
    deliver: (subject: string, ...versions: number[]) =>
      storeMessages(
        database,
        versions.map((version) => inboxRow(subject, version)),
      ),
    /** The one that is held up in this way, once it is. */
    held: (kind: DeadLetterKind) =>
      eventually(async () => {
        const [entry] = await list(kind);
        if (!entry) throw new Error(`nothing is ${kind}`);
        return entry;
      }),
    applied: (subject: string, versions: number[]) =>
      eventually(async () => expect(await things.effectsOf(notifier, subject)).toEqual(versions)),
    history: () => listHistory(database.manager, [deadLettersOf('notifier')], { limit: 50 }),
  };
}

const gone = { code: 'dead_letter.not_found' };

describe('[B2] dead letters', () => {
  it('[B2] are seen with their error and their facts, and go on in order once they are mended and replayed', async () => {
    const { poisonous, deliver, held, list, database, applied, history } = await setUp();
    poisonous.add('thing/bad 2');
    await deliver('thing/bad', 1, 2, 3);
    const entry = await held('parked');
    expect(entry).toMatchObject({
      ...{ source: 'tenantry/alpha', subject: 'thing/bad', version: 2, type: handledType },
      ...{ attempts: 2, error: 'Error: cannot be applied', waiting: 2 },
    });
    const { facts, ...details } = await getDeadLetter(database.manager, entry.entryId);
    expect(facts).toMatchObject({ n: 2 });
    expect(details).toMatchObject({
      mayReplay: true,
      mayDiscard: true,
      actor: 'service/alpha',
      withheld: [],
    });
    expect(details.error).toContain('second line');
    const counts = await countDeadLetters(database.manager);
    expect(counts.kinds).toContainEqual({ kind: 'parked', count: 1, oldestAt: entry.arrivedAt });
    expect(counts.types).toEqual([{ type: handledType, count: 1 }]);

    poisonous.clear();
    await database.transaction((tx) => replayDeadLetter(tx, entry.entryId, byWhom));
    await applied('thing/bad', [1, 2, 3]);
    expect(await list('parked')).toEqual([]);
    expect(await history()).toMatchObject([
      {
        ...{ type: 'notifier.dead-letters.replayed.v1', actor: `user/${byWhom.acting.actorId}` },
        ...{ facts: { scope: 'message', kind: 'parked', about: 'thing/bad', version: 2, count: 1 } },
        personal: { reason: 'mended by hand' },
      },
    ]);
    // It names that message and no later one: a second click does nothing.
    for (const act of [
      database.transaction((tx) => replayDeadLetter(tx, entry.entryId, byWhom)),
      database.transaction((tx) => discardDeadLetter(tx, { ...entry, scope: 'message' }, byWhom)),
      getDeadLetter(database.manager, entry.entryId),
      getDeadLetter(database.manager, 'bm90aGluZw'),
    ])
      await expect(act).rejects.toMatchObject(gone);
    expect(await history()).toHaveLength(1);
  });

  it('[B2] that are discarded are passed over, and their subject goes on behind them', async () => {
    const { poisonous, deliver, held, database, applied, history } = await setUp();
    poisonous.add('thing/bad 1').add('thing/bad 3').add('thing/bad 4');
    await deliver('thing/bad', 1, 2, 3, 4);
    const first = await held('parked');
    const discard = (entryId: string, scope: 'message' | 'subject') =>
      database.transaction((tx) => discardDeadLetter(tx, { entryId, scope }, byWhom));
    expect(await discard(first.entryId, 'message')).toBe(1);
    await applied('thing/bad', [2]);

    const second = await eventually(async () => {
      const entry = await held('parked');
      expect(entry.version).toBe(3);
      return entry;
    });
    expect(await discard(second.entryId, 'subject')).toBe(2);
    await deliver('thing/bad', 5);
    await applied('thing/bad', [2, 5]);
    // What was passed over is not kept, and does not come back.
    await deliver('thing/bad', 3);
    expect(await database.query('select from inbox where body is not null and version <= 4')).toEqual([]);
    const [bySubject, byMessage] = await history();
    expect([bySubject, byMessage]).toMatchObject([
      {
        version: 2,
        facts: { scope: 'subject', count: 2, version: 3, eventIds: [expect.any(String), expect.any(String)] },
      },
      { version: 1, facts: { scope: 'message', count: 1, version: 1, type: handledType } },
    ]);
  });

  it('[B2] of one type are replayed together', async () => {
    const { poisonous, deliver, list, database, applied, history } = await setUp();
    const subjects = ['thing/1', 'thing/2', 'thing/3'];
    for (const subject of subjects) {
      poisonous.add(`${subject} 1`);
      await deliver(subject, 1);
    }
    await eventually(async () => expect(await list('parked', { type: handledType })).toHaveLength(3), {
      within: 15_000,
    });
    expect(await list('parked', { type: 'alpha.thing.named.v1' })).toEqual([]);
    expect(await list('parked', { subject: 'thing/2' })).toHaveLength(1);

    poisonous.clear();
    const replay = () => database.transaction((tx) => replayDeadLetters(tx, handledType, byWhom));
    expect(await replay()).toBe(3);
    for (const subject of subjects) await applied(subject, [1]);
    await expect(replay()).rejects.toMatchObject(gone);
    expect(await history()).toMatchObject([{ facts: { scope: 'type', type: handledType, count: 3 } }]);
  });

  it('[B2] are read page by page', async () => {
    const { database, consumer } = await setUp();
    await consumer.stop();
    const subjects = things.upTo(5).map((n) => `thing/${n}`);
    for (const subject of subjects) await storeMessages(database, [inboxRow(subject, 1)]);
    await database.query(`update stream set status = 'parked', error = 'Error: no'`);
    const seen: (string | null)[] = [];
    let cursor: string | undefined;
    do {
      const page = await listDeadLetters(database.manager, { kind: 'parked' }, { cursor, limit: 2 });
      seen.push(...(page?.items ?? []).map(({ subject }) => subject));
      cursor = page?.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(subjects);
    for (const forged of [
      'x',
      Buffer.from('["2026","a"]').toString('base64url'),
      Buffer.from('["no","a","b"]').toString('base64url'),
    ])
      expect(
        await listDeadLetters(database.manager, { kind: 'parked' }, { cursor: forged, limit: 2 }),
      ).toBeUndefined();
  });

  it('[B2] are told apart: late, tried again, waiting for what has not arrived', async () => {
    const { database, consumer, deliver, list, applied, notifier } = await setUp();
    await consumer.stop();
    await deliver('thing/late', 1);
    await deliver('thing/failed', 1);
    await deliver('thing/gap', 3);
    await deliver('thing/fine', 1);
    await database.query(`update stream set due = now() - interval '1 minute' where subject = 'thing/late'`);
    await database.query(
      `update stream set attempts = 1, error = 'Error: no', due = now() + interval '1 minute' where subject = 'thing/failed'`,
    );
    await database.query(`update stream set due = 'infinity' where subject = 'thing/gap'`);
    await database.query(
      `update inbox set received_at = now() - interval '2 minutes' where subject = 'thing/gap'`,
    );
    const [late] = await list('late');
    const [failed] = await list('retrying');
    const [gap] = await list('gap');
    expect([late, failed, gap]).toMatchObject([
      { subject: 'thing/late', dueAt: expect.any(String) },
      { subject: 'thing/failed', attempts: 1 },
      { subject: 'thing/gap', version: 1, type: null, dueAt: null, waiting: 1 },
    ]);
    expect((await countDeadLetters(database.manager)).kinds).toMatchObject(
      [
        ['parked', 0],
        ['retrying', 1],
        ['late', 1],
        ['gap', 1],
        ['refused', 0],
      ].map(([kind, count]) => ({ kind, count })),
    );
    const transact = (entryId: string | undefined, act: 'replay' | 'discard') =>
      database.transaction<number | void>((tx) =>
        act === 'replay'
          ? replayDeadLetter(tx, entryId ?? '', byWhom)
          : discardDeadLetter(tx, { entryId: entryId ?? '', scope: 'message' }, byWhom),
      );
    await expect(transact(late?.entryId, 'replay')).rejects.toMatchObject({
      code: 'dead_letter.not_replayable',
    });
    await expect(transact(late?.entryId, 'discard')).rejects.toMatchObject({
      code: 'dead_letter.not_discardable',
    });
    await expect(transact(gap?.entryId, 'replay')).rejects.toMatchObject({
      code: 'dead_letter.not_replayable',
    });
    // The two that never came are passed over.
    expect(await transact(gap?.entryId, 'discard')).toBe(2);
    await transact(failed?.entryId, 'replay');

    const { brokerUrl, poke } = { brokerUrl: await testVhost(), poke: await things.testPoke() };
    const subscriptions = [on(things.thingChanged, (message, { tx }) => things.noteEffect(tx, message))];
    things.notifierConsumer({ ...{ brokerUrl, poke, database, subscriptions } });
    await applied('thing/gap', [3]);
    for (const subject of ['thing/late', 'thing/failed', 'thing/fine']) await applied(subject, [1]);
    expect(await things.effectsOf(notifier, 'thing/gap')).toEqual([3]);
  });

  it('[B2] that could not be placed are kept, read again or discarded', async () => {
    const { channel, consumer, held, list, database, applied } = await setUp();
    await eventually(() => expect(consumer.state()).toMatchObject({ connected: true, unbound: [] }));
    const publish = async (content: string) => {
      channel.publish('alpha.events', handledType, Buffer.from(content), {
        messageId: randomUUID(),
        type: handledType,
      });
      await channel.waitForConfirms();
    };
    await publish('nonsense');
    const nonsense = await held('refused');
    expect(await getDeadLetter(database.manager, nonsense.entryId)).toMatchObject({
      ...{ type: handledType, exchange: 'alpha.events', routingKey: handledType, bytes: 8, facts: null },
      mayReplay: true,
    });
    await expect(
      database.transaction((tx) => replayDeadLetter(tx, nonsense.entryId, byWhom)),
    ).rejects.toMatchObject({ code: 'dead_letter.not_replayable' });
    expect(await list('refused')).toHaveLength(1);
    await database.transaction((tx) =>
      discardDeadLetter(tx, { entryId: nonsense.entryId, scope: 'message' }, byWhom),
    );
    expect(await list('refused')).toEqual([]);

    // As if an earlier version of the software had not been able to read it.
    const { body } = inboxRow('thing/1', 1);
    await publish('to be replaced');
    const readable = await held('refused');
    await database.query('update refused_message set content = $1', [Buffer.from(body ?? '')]);
    expect(await getDeadLetter(database.manager, readable.entryId)).toMatchObject({ facts: { n: 1 } });
    await database.transaction((tx) => replayDeadLetter(tx, readable.entryId, byWhom));
    await applied('thing/1', [1]);
    expect(await list('refused')).toEqual([]);
  });

  it('[B2] show of a command nothing that may be an address or a secret, and nothing once its time is over', async () => {
    const { channel, consumer, held, database } = await setUp();
    await eventually(() => expect(consumer.state()).toMatchObject({ connected: true, unbound: [] }));
    const { body } = inboxRow(`command/${randomUUID()}`, 1, 'notifier.command.send-mail.v1');
    const command = {
      ...(JSON.parse(body ?? '') as object),
      source: 'tenantry/identity',
      expires: new Date(Date.now() + 60_000).toISOString(),
      data: {
        ...{ mailId: randomUUID(), template: 'invitation', userId: null, to: 'ada@example.org' },
        ...{ language: 'en', values: { inviterName: 'Ada' }, sealed: 'eyJhbGciOi' },
      },
    };
    channel.publish('alpha.events', handledType, Buffer.from(JSON.stringify(command)));
    await channel.waitForConfirms();
    const { entryId } = await held('refused');
    const details = await getDeadLetter(database.manager, entryId);
    expect(details.facts).toEqual({
      mailId: command.data.mailId,
      template: 'invitation',
      userId: null,
      language: 'en',
    });
    expect(details.withheld).toEqual(['to', 'values', 'sealed']);
    expect(JSON.stringify(details)).not.toMatch(/ada|eyJ/i);

    await database.query(`update refused_message set expires_at = now() - interval '1 second'`);
    await keepHouse(database, silentLogger);
    expect(await getDeadLetter(database.manager, entryId)).toMatchObject({
      bytes: null,
      facts: null,
      mayReplay: false,
    });
  });
});
