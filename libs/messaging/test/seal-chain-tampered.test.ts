import { eventOf, sealedLog } from './sealed-log';
import * as things from './things';

afterEach(things.endAll);

const nothing = { eventId: null, subject: null, version: null };

describe('somebody who owns the database and has no key', () => {
  const cases: [what: string, statements: string[], found: [kind: string, seq: number | null][]][] = [
    ['changes who did it', [`update event_log set actor = 'user/0' where id = 4`], [['changed', 4]]],
    [
      'changes when it was',
      [`update event_log set occurred_at = occurred_at - interval '1 microsecond' where id = 4`],
      [['changed', 4]],
    ],
    [
      'changes a fact and takes over the seal of another row',
      [
        `update event_log set data = data || '{"thingId": "4711"}' where id = 4`,
        `update event_seal set row_mac = (select row_mac from event_seal where seq = 5) where seq = 4`,
      ],
      [['changed', 4]],
    ],
    ['removes a row', [`delete from event_log where id = 4`], [['removed', 4]]],
    [
      'removes a row with its seal',
      [`delete from event_log where id = 4`, `delete from event_seal where seq = 4`],
      [['removed', 4]],
    ],
    [
      'removes a row with its seal and closes the gap',
      [
        `delete from event_log where id = 4`,
        `delete from event_seal where seq = 4`,
        `update event_seal set seq = seq - 1 where seq > 4`,
      ],
      [
        ['reordered', 4],
        ['reordered', 5],
        ['reordered', 6],
      ],
    ],
    [
      'has two rows change places',
      [
        `update event_log set id = -id where id in (4, 5)`,
        `update event_log set id = 9 + id where id in (-4, -5)`,
      ],
      [
        ['reordered', 4],
        ['reordered', 5],
      ],
    ],
    [
      'has two seals change places',
      [
        `update event_seal set seq = -seq where seq in (4, 5)`,
        `update event_seal set seq = 9 + seq where seq in (-4, -5)`,
      ],
      [
        ['reordered', 4],
        ['reordered', 5],
        ['reordered', 6],
      ],
    ],
    [
      'puts a row in among the others',
      [
        `insert into event_log (event_id, subject, version, type, data, actor, occurred_at)
           select gen_random_uuid(), 'thing/4711', 1, type, data, actor, occurred_at from event_log where id = 1`,
        `update seal_floor set floor = (select max(id) from event_log)`,
      ],
      [['added', null]],
    ],
  ];

  it.each(cases)('[B7] %s: the row is found and named', async (_what, statements, found) => {
    const log = await sealedLog();
    await log.write(7);
    await log.seal();
    const before = new Map<number, Awaited<ReturnType<typeof eventOf>>>();
    for (let seq = 1; seq <= 7; seq += 1) before.set(seq, await eventOf(log, seq));
    await log.asOwner(...statements);
    const { faults } = await log.check();
    expect(faults?.map(({ kind, seq }) => [kind, seq])).toEqual(found);
    for (const { kind, seq, eventId, subject } of faults ?? []) {
      if (kind === 'changed') expect(eventId).toBe(before.get(seq ?? 0)?.eventId);
      if (kind === 'added') expect(subject).toBe('thing/4711');
    }
  });

  it('[B7] cuts off the end, and it grows again: the end that was told before is missed', async () => {
    const log = await sealedLog();
    await log.write(10);
    const head = await log.seal();
    if (!head) throw new Error('nothing is sealed');
    await log.asOwner(
      'delete from event_personal',
      'delete from event_log where id > 7',
      'delete from event_seal where seq > 7',
    );
    const cut = [{ kind: 'cut', seq: 10, ...nothing }];
    expect((await log.check()).faults).toEqual([]);
    expect((await log.check([head])).faults).toEqual(cut);
    await log.write(5);
    await log.seal();
    expect(await log.check([head])).toEqual({ checked: 12, faults: cut });
  });

  it('[B7] cannot change or remove a seal as the role that the service runs with', async () => {
    const log = await sealedLog();
    await log.write(1);
    await log.seal();
    for (const sql of [`update event_seal set seq = 2`, 'delete from event_seal', 'truncate event_seal'])
      await expect(log.dataSource.query(sql)).rejects.toThrow('permission denied');
  });
});
