import type { SealFault } from '@tenantry/contracts';
import type { EntityManager } from 'typeorm';
import { personalDigestOf } from '../personal-digest';
import { linkHashOf, rowMacOf, sealedColumns, type SealedRow, type SealKeys } from './sealing';

export type Chain = { service: string; keys: SealKeys };

/** Seals that are looked at with one query. */
const stretchSize = 1000;
/** Ids of the log that are looked through for rows without a seal, with one query. */
const idsAtOnce = 10_000;

type Seal = {
  seq: string;
  sealedLogId: string;
  sealedEventId: string;
  rowMac: Buffer;
  hash: Buffer;
  keyId: string;
  /** `null` where the row is gone. */
  logId: string | null;
  digest: string | null;
  personal: unknown;
  salt: string | null;
};

/**
 * Looks at the seals behind a place, up to `upTo`, and at the rows that they are of.
 * @returns how many it has looked at, what is wrong with them, and the place of the last; none where there are no more
 */
export async function walkSeals(
  manager: EntityManager,
  chain: Chain,
  { place, upTo }: { place: number; upTo: number },
): Promise<{ checked: number; faults: SealFault[]; place: number }> {
  const rows = await manager.query<(Seal & SealedRow)[]>(
    `select seal.seq, seal.log_id as "sealedLogId", seal.event_id as "sealedEventId", seal.row_mac as "rowMac", seal.hash,
       seal.key_id as "keyId", log.id as "logId", log.data ->> 'personalDigest' as digest, apart.personal, apart.salt,
       ${sealedColumns}
     from event_seal seal left join event_log log on log.event_id = seal.event_id
       left join event_personal apart on apart.event_id = seal.event_id
     where seal.seq > $1 and seal.seq <= $2 order by seal.seq limit $3`,
    [place, upTo, stretchSize],
  );
  const faults: SealFault[] = [];
  const missing = (seq: number) =>
    faults.push({ kind: 'removed', seq, eventId: null, subject: null, version: null });
  let previous: Buffer | null | undefined = place === 0 ? null : await hashAt(manager, place);
  let reached = place;
  for (const row of rows) {
    const seq = Number(row.seq);
    if (seq > reached + 1) {
      missing(reached + 1);
      previous = undefined;
    }
    const kind = faultOf(chain, row, seq, previous);
    if (kind)
      faults.push({
        kind,
        seq,
        eventId: row.sealedEventId,
        subject: row.logId === null ? null : row.subject,
        version: row.logId === null ? null : row.version,
      });
    previous = row.hash;
    reached = seq;
  }
  if (rows.length < stretchSize && reached < upTo) {
    missing(reached + 1);
    reached = upTo;
  }
  return { checked: rows.length, faults, place: reached };
}

/** @param previous the hash of the seal before; `undefined` where that one is missing, so that the link cannot be told */
function faultOf(
  { service, keys }: Chain,
  row: Seal & SealedRow,
  seq: number,
  previous: Buffer | null | undefined,
): SealFault['kind'] | null {
  const key = keys.byId.get(row.keyId);
  if (row.logId === null) return 'removed';
  if (!key) return 'changed';
  if (!rowMacOf({ service, key }, row).equals(row.rowMac) || !isOwnPersonalPart(row)) return 'changed';
  if (row.logId !== row.sealedLogId) return 'reordered';
  if (previous === undefined) return null;
  const { rowMac, keyId } = row;
  const link = { seq, logId: row.sealedLogId, rowMac, keyId, previous };
  return linkHashOf({ service, key }, link).equals(row.hash) ? null : 'reordered';
}

/** An erased personal part is in order; one that is there must be the one that the facts speak of. */
const isOwnPersonalPart = ({ personal, salt, digest }: Seal): boolean =>
  salt === null || digest === personalDigestOf(salt, personal);

async function hashAt(manager: EntityManager, seq: number): Promise<Buffer | undefined> {
  const [row] = await manager.query<{ hash: Buffer }[]>('select hash from event_seal where seq = $1', [seq]);
  return row?.hash;
}

/**
 * Looks for rows of the log that are old enough to have a seal and have none.
 * @returns the place up to which it has looked; `null` where there is nothing behind it
 */
export async function walkLog(
  manager: EntityManager,
  logPlace: number,
): Promise<{ faults: SealFault[]; logPlace: number } | null> {
  const [floor] = await manager.query<{ floor: string }[]>('select floor from seal_floor');
  const upTo = Math.min(Number(floor?.floor ?? 0), logPlace + idsAtOnce);
  if (upTo <= logPlace) return null;
  const rows = await manager.query<{ eventId: string; subject: string; version: number }[]>(
    `select log.event_id as "eventId", log.subject, log.version from event_log log
     where log.id > $1 and log.id <= $2 and not exists (select from event_seal where log_id = log.id) order by log.id`,
    [logPlace, upTo],
  );
  return { faults: rows.map((row) => ({ kind: 'added', seq: null, ...row })), logPlace: upTo };
}

/** The first of these earlier ends of the chain that it does not go through any more. */
export async function findCut(
  manager: EntityManager,
  heads: readonly { seq: number; hash: string }[],
): Promise<SealFault | undefined> {
  const [cut] = await manager.query<{ seq: string }[]>(
    `select head.seq from unnest($1::bigint[], $2::bytea[]) as head (seq, hash)
     where not exists (select from event_seal seal where seal.seq = head.seq and seal.hash = head.hash)
     order by head.seq limit 1`,
    [heads.map(({ seq }) => seq), heads.map(({ hash }) => Buffer.from(hash, 'base64url'))],
  );
  return cut && { kind: 'cut', seq: Number(cut.seq), eventId: null, subject: null, version: null };
}
