import { eventually, testVhost } from '@tenantry/testing';
import {
  countDeadLetters,
  discardDeadLetter,
  getDeadLetter,
  listDeadLetters,
  on,
  replayDeadLetter,
  replayDeadLetters,
} from '../src';
import { storeMessages } from '../src/store-messages';
import { byWhom, failingNotifier } from './failing-notifier';
import { handledType, inboxRow } from './inbox-row';
import * as things from './things';

afterEach(things.endAll);

const gone = { code: 'dead_letter.not_found' };

describe('[B2] dead letters', () => {
  it('[B2] are seen with their error and their facts, and go on in order once they are mended and replayed', async () => {
    const { poisonous, deliver, held, list, database, applied, history } = await failingNotifier();
    poisonous.add('thing/bad 2');
    await deliver('thing/bad', 1, 2, 3);
    const entry = await held('parked');
    expect(entry).toMatchObject({
      ...{ source: 'tenantry/alpha', subject: 'thing/bad', version: 2, type: handledType },
      ...{ attempts: 2, error: 'Error: cannot be applied', waiting: 2 },
    });
    const { facts, ...details } = await getDeadLetter(database.manager, entry.entryId, byWhom);
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
      getDeadLetter(database.manager, entry.entryId, byWhom),
      getDeadLetter(database.manager, 'bm90aGluZw', byWhom),
    ])
      await expect(act).rejects.toMatchObject(gone);
    expect(await history()).toHaveLength(1);
  });

  it('[B2] that are discarded are passed over, and their subject goes on behind them', async () => {
    const { poisonous, deliver, held, database, applied, history } = await failingNotifier();
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

  it('[B2] are acted on only as they were seen: what could not be read may be mended, what was missing may come', async () => {
    const { poisonous, deliver, held, database, list, history } = await failingNotifier();
    const discard = (entryId: string) =>
      database.transaction((tx) => discardDeadLetter(tx, { entryId, scope: 'message' }, byWhom));
    const readable = inboxRow('thing/mended', 1);
    await storeMessages(database, [{ ...readable, body: null, defect: 'not JSON' }]);
    const unreadable = await held('parked');
    await storeMessages(database, [readable]);
    await expect(discard(unreadable.entryId)).rejects.toMatchObject(gone);
    await expect(
      database.transaction((tx) => replayDeadLetter(tx, unreadable.entryId, byWhom)),
    ).rejects.toMatchObject(gone);
    expect(await database.query('select body from inbox')).toEqual([{ body: readable.body }]);

    await deliver('thing/gap', 2);
    await database.query(
      `update inbox set received_at = now() - interval '2 minutes' where subject = 'thing/gap'`,
    );
    const gap = await held('gap');
    poisonous.add('thing/gap 1');
    await deliver('thing/gap', 1);
    const failed = await eventually(async () => {
      const [entry] = await list('parked', { subject: 'thing/gap' });
      if (!entry) throw new Error('it is not parked');
      return entry;
    });
    await expect(discard(gap.entryId)).rejects.toMatchObject(gone);
    expect(await history()).toEqual([]);
    expect(await discard(failed.entryId)).toBe(1);
  });

  it('[B2] stay erased once they are passed over, also where a readable copy comes later', async () => {
    const { held, database } = await failingNotifier();
    const readable = inboxRow('thing/late', 1);
    await storeMessages(database, [{ ...readable, body: null, defect: 'not JSON' }]);
    const { entryId } = await held('parked');
    await database.transaction((tx) => discardDeadLetter(tx, { entryId, scope: 'message' }, byWhom));
    await storeMessages(database, [readable]);
    expect(await database.query('select body, done_at is not null as done from inbox')).toEqual([
      { body: null, done: true },
    ]);
  });

  it('[B2] of one type are replayed together', async () => {
    const { poisonous, deliver, list, database, applied, history } = await failingNotifier();
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
    const { database, consumer } = await failingNotifier();
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
    const { database, consumer, deliver, list, applied, notifier } = await failingNotifier();
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
      { subject: 'thing/late', dueAt: expect.any(String) as string },
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
});
