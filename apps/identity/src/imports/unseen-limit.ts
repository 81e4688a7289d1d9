import type { Acting } from '@tenantry/contracts';
import { Problem } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';

/** Lines within an hour (rules, Imports). */
const mostUnseen = 100;

/**
 * Passes whoever has not met too many people out of their sight with what they import: it would tell who has an account.
 * Those that are being done at the same time may exceed it by a few.
 * @throws {Problem} 429 `job.too_many_unseen`
 */
export async function requireFewUnseen(
  manager: EntityManager,
  { actorId }: Pick<Acting, 'actorId'>,
): Promise<void> {
  const met = await manager.query<unknown[]>(
    `select from bulk_job j join bulk_item i on i.job_id = j.id
     where j.actor_id = $1 and i.problem = 'import.taken_unseen'
       and i.finished_at > clock_timestamp() - interval '1 hour'
     limit ${mostUnseen}`,
    [actorId],
  );
  if (met.length >= mostUnseen) throw new Problem('job.too_many_unseen');
}
