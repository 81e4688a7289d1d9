import {
  reportSealCheck,
  type checkSealChain,
  type SealFault,
  type SealHead,
  type SealingService,
} from '@tenantry/contracts';
import type { EntityManager } from 'typeorm';
import { sendCommand } from '../send-command';
import type { Handler } from '../subscriptions';
import { inSpanBelow } from '../trace';
import { type Chain, findCut, walkLog, walkSeals } from './walk-chain';

/** Faults that are kept by name; all of them are counted. */
const mostKept = 100;
const answerWithinMs = 24 * 3_600_000;

/**
 * Notes that the log is to be checked (B7); `startSealing` does it, which takes longer than a message may. Checks that are long
 * over are forgotten.
 */
export const beginSealCheck: Handler<(typeof checkSealChain)[SealingService]> = async (
  { data, traceparent },
  { tx },
) => {
  await tx.query(
    `insert into seal_check (run_id, heads, up_to, traceparent)
     select $1, $2, coalesce(max(seq), 0), $3 from event_seal on conflict (run_id) do nothing`,
    [data.runId, JSON.stringify(data.heads), traceparent ?? null],
  );
  await tx.query(`delete from seal_check where finished_at < now() - interval '30 days'`);
};

type OpenCheck = {
  runId: string;
  heads: SealHead[];
  upTo: string;
  place: string;
  logPlace: string;
  checked: string;
  broken: number;
  faults: SealFault[];
  traceparent: string | null;
};

/**
 * Takes the oldest open check a part further, and answers the scheduler at its end. Each part is one transaction with the note of
 * how far it has got; memory holds one part.
 * @returns the result where it is over by now, `true` where it goes on, `false` where there is nothing to do
 */
export async function checkFurther(
  tx: EntityManager,
  chain: Chain & { service: SealingService },
): Promise<{ checked: number; broken: number; first: SealFault | null } | boolean> {
  const [check] = await tx.query<OpenCheck[]>(
    `select run_id as "runId", heads, up_to as "upTo", place, log_place as "logPlace", checked, broken, faults, traceparent
     from seal_check where finished_at is null order by started_at limit 1 for update skip locked`,
  );
  if (!check) return false;
  const upTo = Number(check.upTo);
  const part = await partOf(tx, chain, check);
  const checked = Number(check.checked) + part.checked;
  const broken = check.broken + part.faults.length;
  const faults = [...check.faults, ...part.faults].slice(0, mostKept);
  await tx.query(
    `update seal_check set place = $2, log_place = $3, checked = $4, broken = $5, faults = $6::jsonb,
       finished_at = case when $7 then clock_timestamp() end where run_id = $1`,
    [
      check.runId,
      Math.min(part.place, upTo),
      part.logPlace,
      checked,
      broken,
      JSON.stringify(faults),
      part.isLast,
    ],
  );
  if (!part.isLast) return true;
  const result = { checked, broken, first: faults[0] ?? null };
  const report = { service: chain.service, runId: check.runId, ...result };
  const options = { actor: `service/${chain.service}`, expiresAt: new Date(Date.now() + answerWithinMs) };
  const span = { name: 'seal check', attributes: { 'tenantry.job.run': check.runId } };
  await inSpanBelow(check.traceparent, span, () => sendCommand(tx, reportSealCheck, report, options));
  return result;
}

/** First the seals, then rows without one, at last the ends that were told before. */
async function partOf(tx: EntityManager, chain: Chain, check: OpenCheck) {
  const [place, logPlace, upTo] = [check.place, check.logPlace, check.upTo].map(Number) as [
    number,
    number,
    number,
  ];
  if (place < upTo) return { ...(await walkSeals(tx, chain, { place, upTo })), logPlace, isLast: false };
  const log = await walkLog(tx, logPlace);
  if (log) return { checked: 0, place, ...log, isLast: false };
  const cut = await findCut(tx, check.heads);
  return { checked: 0, place, logPlace, faults: cut ? [cut] : [], isLast: true };
}
