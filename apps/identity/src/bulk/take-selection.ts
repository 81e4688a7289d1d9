import type { takeSelection as takeSelectionCommand } from '@tenantry/contracts';
import type { Handler } from '@tenantry/messaging';
import type { EntityManager } from 'typeorm';

/** Seconds in which the parts of a selection have to arrive. */
const arrivesWithin = 60;

/** Keeps a part of a selection for the jobs that name it, see {@link gatherSelections}. */
export const takeSelection: Handler<typeof takeSelectionCommand> = async ({ data }, { tx }) => {
  await tx.query(
    `insert into selection_part (selection_id, part, parts, actor_id, on_behalf_of_id, user_ids)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [data.selectionId, data.part, data.parts, data.actorId, data.onBehalfOfId, data.userIds],
  );
};

/**
 * Gives jobs their items once all parts of their selection have arrived. Somebody else's selection is none: a job that
 * has waited for a minute fails.
 */
export async function gatherSelections(tx: EntityManager): Promise<void> {
  const waiting = await tx.query<{ id: string; complete: boolean; late: boolean }[]>(
    `select j.id, j.created_at < clock_timestamp() - make_interval(secs => $1) as late,
       coalesce((select count(*) = max(p.parts) ${partsOfJob}), false) as complete
     from bulk_job j where j.state = 'gathering' order by j.turn_at limit 20 for update skip locked`,
    [arrivesWithin],
  );
  for (const { id, complete, late } of waiting) {
    if (complete) await fill(tx, id);
    else if (late)
      await tx.query(
        `update bulk_job set state = 'failed', problem = 'selection.not_found', finished_at = clock_timestamp()
         where id = $1`,
        [id],
      );
  }
}

const partsOfJob = `
  from selection_part p where p.selection_id = j.selection_id and p.actor_id = j.actor_id
    and p.on_behalf_of_id is not distinct from j.on_behalf_of_id`;

async function fill(tx: EntityManager, jobId: string): Promise<void> {
  await tx.query(
    `insert into bulk_item (job_id, position, key, user_id)
     select $1, row_number() over (order by part, place), user_id, user_id from (
       select p.part, u.place, u.user_id from bulk_job j, lateral (select p.* ${partsOfJob}) p,
         lateral unnest(p.user_ids) with ordinality as u (user_id, place) where j.id = $1) as selected
     on conflict (job_id, key) do nothing`,
    [jobId],
  );
  await tx.query(`update bulk_job set state = 'running' where id = $1`, [jobId]);
}
