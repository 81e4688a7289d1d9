import type { SealFault } from '@tenantry/contracts';
import type { EntityManager } from 'typeorm';
import { unsealedRows } from './sealing';

export type SealState = {
  /** Seals of the chain, and when the last was set. */
  sealed: number;
  sealedAt: Date | null;
  /** Rows that wait for their seal, 10,000 at most. */
  unsealed: number;
  /** The last check that is over. */
  check: { finishedAt: Date; checked: number; broken: number; faults: SealFault[] } | null;
};

/** How far the event log is sealed, and what the last check of it has found. */
export async function getSealState(manager: EntityManager): Promise<SealState> {
  const [state] = await manager.query<Omit<SealState, 'check'>[]>(
    `select coalesce((select max(seq) from event_seal), 0)::float8 as sealed,
       (select sealed_at from event_seal order by seq desc limit 1) as "sealedAt",
       (select count(*)::int from (select ${unsealedRows} limit 10000) capped) as unsealed`,
  );
  const [check] = await manager.query<NonNullable<SealState['check']>[]>(
    `select finished_at as "finishedAt", checked::float8 as checked, broken, faults from seal_check
     where finished_at is not null order by finished_at desc limit 1`,
  );
  if (!state) throw new Error('A select without a table gives one row.');
  return { ...state, check: check ?? null };
}
