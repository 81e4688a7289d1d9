import { checkSealChain, type reportSealCheck, type SealFault } from '@tenantry/contracts';
import type { Handler } from '@tenantry/messaging';
import { requireOwn } from './seal-heads';

type Report = { service: string; checked: number; broken: number; first: SealFault | null };

const services = Object.keys(checkSealChain).length;

/**
 * Takes what one service has found in its log, and tells at once of a row that is not as it was. The run is over when all have
 * answered, and has failed where there is such a row.
 */
export const takeReport: Handler<typeof reportSealCheck> = async (message, { tx }) => {
  requireOwn(message);
  const { runId, service, checked, broken, first } = message.data;
  // Services that answer at once are added up one after the other.
  const run = await tx.query<unknown[]>('select from job_runs where run_id = $1 for update', [runId]);
  if (run.length === 0) return;
  await tx.query(
    `insert into seal_report (run_id, service, checked, broken, first) values ($1, $2, $3, $4, $5::jsonb)
     on conflict do nothing`,
    [runId, service, checked, broken, first && JSON.stringify(first)],
  );
  const reports = await tx.query<Report[]>(
    `select service, checked::float8 as checked, broken, first from seal_report where run_id = $1 order by service`,
    [runId],
  );
  const sum = (of: 'checked' | 'broken') => reports.reduce((total, report) => total + report[of], 0);
  const counts = { sealsChecked: sum('checked'), sealsBroken: sum('broken') };
  const isOver = reports.length === services;
  await tx.query(
    `update job_runs set counts = $2::jsonb, state = case when $3 then $4 else state end,
       finished_at = case when $3 then now() else finished_at end,
       error = case when $3 or $5::text is not null then $5 else error end
     where run_id = $1`,
    [
      runId,
      JSON.stringify(counts),
      isOver,
      counts.sealsBroken > 0 ? 'failed' : 'succeeded',
      reports
        .filter((report) => report.broken > 0)
        .map(inWords)
        .join('; ') || null,
    ],
  );
};

/** Which row is not as it was sealed, for people. */
function inWords({ service, broken, first }: Report): string {
  const about = first?.subject ? `${first.subject}, version ${first.version}` : first?.eventId;
  const place = [first?.seq == null ? null : `place ${first.seq}`, about].filter(Boolean).join(', ');
  return `Entries in the log of ${service} that are not as they were sealed: ${broken}. First: ${first?.kind ?? 'unknown'}${place && ` (${place})`}`;
}
