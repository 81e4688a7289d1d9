import type { Acting, BulkAct, bulkJobSchema } from '@tenantry/contracts';
import { Problem } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { countsOfJob } from './job-counts';

export type BulkJob = z.infer<typeof bulkJobSchema>;
export type OwnJob = { jobId: string; acting: Acting };

const mostListed = 100;
/** A job is seen by whoever began it, through the account through which they did. */
export const isOwn = `actor_id = $1 and on_behalf_of_id is not distinct from $2`;

/**
 * A job of one's own and how far it is.
 * @throws {Problem} `job.not_found`
 */
export async function findJob(
  manager: EntityManager,
  { jobId, acting: { actorId, onBehalfOfId } }: OwnJob,
): Promise<BulkJob> {
  const [job] = await manager.query<JobRow[]>(`${select} where id = $3 and ${isOwn}`, [
    actorId,
    onBehalfOfId,
    jobId,
  ]);
  if (!job) throw new Problem('job.not_found');
  return toJob(job);
}

/** How far these jobs are, whosever they are; of one that is not there any more nothing. */
export async function findJobs(
  manager: EntityManager,
  jobIds: readonly string[],
): Promise<Map<string, BulkJob>> {
  const rows = await manager.query<JobRow[]>(`${select} where id = any($1)`, [jobIds]);
  return new Map(rows.map((row) => [row.jobId, toJob(row)]));
}

/**
 * What a job of one's own does, without counting its items.
 * @throws {Problem} `job.not_found`
 */
export async function findAct(
  manager: EntityManager,
  { jobId, acting: { actorId, onBehalfOfId } }: OwnJob,
): Promise<BulkAct> {
  const [job] = await manager.query<{ act: BulkAct }[]>(
    `select act from bulk_job where id = $3 and ${isOwn}`,
    [actorId, onBehalfOfId, jobId],
  );
  if (!job) throw new Problem('job.not_found');
  return job.act;
}

/** One's own jobs, newest first. */
export async function listJobs(
  manager: EntityManager,
  { actorId, onBehalfOfId }: Acting,
): Promise<{ items: BulkJob[] }> {
  const rows = await manager.query<JobRow[]>(
    `${select} where ${isOwn} order by created_at desc limit ${mostListed}`,
    [actorId, onBehalfOfId],
  );
  return { items: rows.map(toJob) };
}

const select = `
  select j.id as "jobId", act, comment, settings ->> 'role' as role, state, problem, attempt,
    created_at as "createdAt", started_at as "startedAt", finished_at as "finishedAt", coalesce(j.counts, ${countsOfJob}) as counts
  from bulk_job j`;

type Times = 'createdAt' | 'startedAt' | 'finishedAt';
type JobRow = Omit<BulkJob, Times> & { createdAt: Date } & Record<Exclude<Times, 'createdAt'>, Date | null>;

const toJob = ({ createdAt, startedAt, finishedAt, ...job }: JobRow): BulkJob => ({
  ...job,
  createdAt: createdAt.toISOString(),
  startedAt: startedAt?.toISOString() ?? null,
  finishedAt: finishedAt?.toISOString() ?? null,
});
