import { randomUUID } from 'node:crypto';
import type { Acting, BulkAct } from '@tenantry/contracts';
import { context, propagation } from '@opentelemetry/api';
import type { EntityManager } from 'typeorm';

/** What a job is made of: its items, or the selection in which they are to come. */
export type NewBulkJob = {
  act: BulkAct;
  acting: Acting;
  comment: string | null;
  /** What is the same for all items, where the act wants more than a comment. */
  settings?: unknown;
} & ({ items: { key: string; userId?: string; input?: unknown }[] } | { selectionId: string });

/**
 * Stores a job that the runner of any replica takes up after the commit.
 * @returns its id
 */
export async function storeBulkJob(tx: EntityManager, job: NewBulkJob): Promise<string> {
  const id = randomUUID();
  const { act, acting, comment, settings = null } = job;
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  const [state, selectionId] = 'items' in job ? ['running', null] : ['gathering', job.selectionId];
  await tx.query(
    `insert into bulk_job (id, act, actor_id, on_behalf_of_id, comment, selection_id, state, traceparent, settings)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      id,
      act,
      acting.actorId,
      acting.onBehalfOfId,
      comment,
      selectionId,
      state,
      carrier.traceparent ?? null,
      settings === null ? null : JSON.stringify(settings),
    ],
  );
  if ('items' in job)
    await tx.query(
      `insert into bulk_item (job_id, position, key, user_id, input)
       select $1, item.position, item.value ->> 'key', (item.value ->> 'userId')::uuid, item.value -> 'input'
       from jsonb_array_elements($2::jsonb) with ordinality as item (value, position)
       on conflict (job_id, key) do nothing`,
      [id, JSON.stringify(job.items)],
    );
  return id;
}
