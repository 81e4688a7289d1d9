import type { EntityManager } from 'typeorm';
import { linkHashOf, rowMacOf, sealedColumns, type SealedRow, type SealKeys, unsealedRows } from './sealing';

/** One sealer per database: a lock until the end of the transaction, of this pair of numbers (the relay has the first). */
const sealerLock = [20_258, 2];

/**
 * What had been seen of the log when it was looked at: `high`, the highest id, and `next`, the transaction that was to come.
 * Once all transactions before that one are over, no row with a lower id can appear any more.
 */
type Mark = { high: string; next: bigint; at: number };

export type Sealer = {
  /**
   * Seals what has been committed and is not sealed, at most so many rows.
   * @returns how many, whether there may be more, and the new end of the chain; `null` where another replica is at it
   */
  seal(
    tx: EntityManager,
  ): Promise<{ sealed: number; mayBeMore: boolean; head: { seq: number; hash: string } | null } | null>;
};

type Options = {
  service: string;
  keys: SealKeys;
  /** Rows in one transaction. */
  batch?: number;
  /** For how long a mark is left alone: between an id and its transaction's number lies a moment (milliseconds). */
  settleMs?: number;
};

/**
 * Gives each committed row of the event log its place in the chain. Ids say nothing of the order of commits, so it looks for rows
 * without a seal and not for those behind the last, above a floor below which all have one.
 */
export function sealerOf({ service, keys, batch = 500, settleMs = 60_000 }: Options): Sealer {
  const key = keys.byId.get(keys.current);
  if (!key) throw new TypeError(`there is no key ${keys.current} to seal with`);
  const chain = { service, key };
  let mark: Mark | null = null;
  // After a full batch it goes on behind that, and back to the floor at the end: what is sealed is passed over once.
  let behind = '0';

  return {
    async seal(tx) {
      const [turn] = await tx.query<{ held: boolean }[]>(
        'select pg_try_advisory_xact_lock($1, $2) as held',
        sealerLock,
      );
      if (!turn?.held) return null;
      // Before the rows are read: what was over by now is among them.
      const [now] = await tx.query<{ high: string; next: string; oldest: string }[]>(
        `select coalesce(max(id), 0) as high, pg_snapshot_xmax(pg_current_snapshot())::text as next,
           pg_snapshot_xmin(pg_current_snapshot())::text as oldest from event_log`,
      );
      const [last] = await tx.query<{ seq: string; hash: Buffer }[]>(
        'select seq, hash from event_seal order by seq desc limit 1',
      );
      const rows = await tx.query<(SealedRow & { logId: string })[]>(
        `select log.id as "logId", ${sealedColumns} ${unsealedRows} and log.id > $2 order by log.id limit $1`,
        [batch, behind],
      );
      const isFull = rows.length === batch;
      const wasWhole = behind === '0';
      behind = isFull ? (rows.at(-1)?.logId ?? '0') : '0';
      let seq = Number(last?.seq ?? 0);
      let previous = last?.hash ?? null;
      const seals = rows.map((row) => {
        seq += 1;
        const rowMac = rowMacOf(chain, row);
        const hash = linkHashOf(chain, { seq, logId: row.logId, rowMac, keyId: keys.current, previous });
        previous = hash;
        return { seq, logId: row.logId, eventId: row.eventId, rowMac, hash };
      });
      if (seals.length > 0)
        await tx.query(
          `insert into event_seal (seq, log_id, event_id, row_mac, hash, key_id)
           select seq, log_id, event_id, row_mac, hash, $6
           from unnest($1::bigint[], $2::bigint[], $3::uuid[], $4::bytea[], $5::bytea[])
             as seal (seq, log_id, event_id, row_mac, hash)`,
          [
            seals.map((seal) => seal.seq),
            seals.map((seal) => seal.logId),
            seals.map((seal) => seal.eventId),
            seals.map((seal) => seal.rowMac),
            seals.map((seal) => seal.hash),
            keys.current,
          ],
        );
      if (now && !isFull && wasWhole) {
        if (mark && Date.now() - mark.at >= settleMs && BigInt(now.oldest) >= mark.next) {
          await tx.query('update seal_floor set floor = $1 where floor < $1', [mark.high]);
          mark = null;
        }
        mark ??= { high: now.high, next: BigInt(now.next), at: Date.now() };
      }
      return {
        sealed: seals.length,
        // Also where it has looked behind a full batch only.
        mayBeMore: isFull || !wasWhole,
        head: previous ? { seq, hash: previous.toString('base64url') } : null,
      };
    },
  };
}
