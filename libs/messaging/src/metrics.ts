import type { EntityManager } from 'typeorm';
import { unsealedRows } from './seal-chain/sealing';

export type MessagingMetrics = {
  outboxPending: number;
  /** Age of the oldest row in the outbox; 0 where it is empty. */
  outboxOldestSeconds: number;
  streamsDue: number;
  streamsParked: number;
  /** For how long the one that was parked first has been; 0 where none is. */
  oldestParkedSeconds: number;
  /** Streams whose next message has failed and is tried again. */
  streamsRetrying: number;
  /** Messages that could not be placed in any stream. */
  messagesRefused: number;
  /** For how long the longest waiting stream has been due; 0 where none is. */
  oldestDueSeconds: number;
  /** Streams that have waited more than a minute for a version that has not arrived. */
  streamsWithGap: number;
  /** For how long the oldest event without a seal has waited for it; 0 where none does. */
  oldestUnsealedSeconds: number;
  /** Events that were not as they had been sealed when the log was checked last. */
  sealsBroken: number;
};

/** What a service's messaging has to do, in numbers for its metrics. Counts stop at 10,000. */
export async function messagingMetrics(manager: EntityManager): Promise<MessagingMetrics> {
  const rows = await manager.query<MessagingMetrics[]>(`
    select
      (select count(*)::int from (select from outbox limit 10000) capped) as "outboxPending",
      coalesce((select extract(epoch from now() - created_at)::float8 from outbox order by id limit 1), 0) as "outboxOldestSeconds",
      (select count(*)::int from (select from stream where status = 'ok' and due <= now() limit 10000) capped) as "streamsDue",
      (select count(*)::int from (select from stream where status = 'parked' limit 10000) capped) as "streamsParked",
      coalesce((select extract(epoch from now() - least(due, now()))::float8 from stream where status = 'parked' order by due limit 1), 0)
        as "oldestParkedSeconds",
      (select count(*)::int from (select from stream where status = 'ok' and error is not null and due <> 'infinity' limit 10000) capped)
        as "streamsRetrying",
      (select count(*)::int from (select from refused_message limit 10000) capped) as "messagesRefused",
      coalesce((select extract(epoch from now() - due)::float8 from stream where status = 'ok' and due <= now() order by due limit 1), 0)
        as "oldestDueSeconds",
      (select count(*)::int from (select distinct source, subject from inbox join stream using (source, subject)
        where done_at is null and received_at < now() - interval '60 seconds'
          and status = 'ok' and due = 'infinity' and version > last + 1 limit 10000) capped)
        as "streamsWithGap",
      coalesce((select greatest(extract(epoch from now() - occurred_at), 0)::float8 ${unsealedRows}
        order by log.id limit 1), 0) as "oldestUnsealedSeconds",
      coalesce((select broken from seal_check where finished_at is not null order by finished_at desc limit 1), 0) as "sealsBroken"`);
  const [metrics] = rows;
  if (!metrics) throw new Error('A select without a table gives one row.');
  return metrics;
}
