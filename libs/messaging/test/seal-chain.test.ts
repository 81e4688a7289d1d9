import { randomBytes, randomUUID } from 'node:crypto';
import { getSealState } from '../src';
import { sealerOf } from '../src/seal-chain/seal-further';
import { eventOf, keys, sealedLog } from './sealed-log';
import * as things from './things';

afterEach(things.endAll);

const clean = (checked: number) => ({ checked, faults: [] });

describe('the seals of the event log', () => {
  it('[B7] cover each event once and without gaps, also those that were there before, and break at nothing', async () => {
    const log = await sealedLog();
    await log.write(120);
    expect(await log.seal()).toMatchObject({ seq: 120 });
    await log.write(3);
    await log.seal();
    const [row] = await log.dataSource.query<object[]>(
      `select count(*)::int as seals, max(seq)::int as last, count(distinct log_id)::int as rows from event_seal`,
    );
    expect(row).toEqual({ seals: 123, last: 123, rows: 123 });
    expect(await log.check()).toEqual(clean(123));
    expect(await getSealState(log.dataSource.manager)).toMatchObject({ sealed: 123, unsealed: 0 });
  });

  it('[B7] are set in the order of commits: who takes an id early and commits late is sealed late, and not lost', async () => {
    const log = await sealedLog();
    const late = log.dataSource.createQueryRunner();
    await late.startTransaction();
    await things.nameThing(late.manager, randomUUID());
    await log.write(5);
    expect(await log.seal()).toMatchObject({ seq: 5 });
    await late.commitTransaction();
    await late.release();
    expect(await log.seal()).toMatchObject({ seq: 6 });
    const [last] = await log.dataSource.query<{ logId: number }[]>(
      `select log_id::int as "logId" from event_seal where seq = 6`,
    );
    expect(last).toEqual({ logId: 1 });
    expect(await log.check()).toEqual(clean(6));
  });

  it('[B7] are set by one at a time, however many replicas there are', async () => {
    const log = await sealedLog();
    await log.write(200);
    const replicas = [1, 2, 3].map(() => sealerOf({ service: 'identity', keys, batch: 10, settleMs: 0 }));
    const all = replicas.map(async (replica) => {
      for (let rounds = 0; rounds < 30; rounds += 1)
        await log.dataSource.transaction((tx) => replica.seal(tx));
    });
    await Promise.all(all);
    await log.seal();
    expect(await log.check()).toEqual(clean(200));
  });

  it('[L15] [B7] hold when a personal part is erased, and not when it is exchanged', async () => {
    const log = await sealedLog();
    await log.write(3);
    await log.seal();
    const [first, second] = [await eventOf(log, 1), await eventOf(log, 2)];
    await log.dataSource.query('delete from event_personal where event_id = $1', [first.eventId]);
    expect(await log.check()).toEqual(clean(3));
    await log.asOwner(
      `update event_personal set personal = '{"name": "Eve"}' where event_id = '${second.eventId}'`,
    );
    expect((await log.check()).faults).toEqual([{ kind: 'changed', ...second }]);
  });

  it('[B7] go on under a new key, and the old ones hold', async () => {
    const log = await sealedLog();
    await log.write(2);
    await log.seal();
    const both = { current: 'two', byId: new Map([...keys.byId, ['two', randomBytes(32)]]) };
    const sealer = sealerOf({ service: 'identity', keys: both });
    await log.write(2);
    await log.dataSource.transaction((tx) => sealer.seal(tx));
    const ids = await log.dataSource.query<{ id: string }[]>(
      'select key_id as id from event_seal order by seq',
    );
    expect(ids.map(({ id }) => id)).toEqual(['one', 'one', 'two', 'two']);
    expect((await log.check()).faults).toEqual([
      { kind: 'changed', ...(await eventOf(log, 3)) },
      { kind: 'changed', ...(await eventOf(log, 4)) },
    ]);
  });
});
