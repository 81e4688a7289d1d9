import { z } from 'zod';

export const jobRunSchema = z
  .object({
    runId: z.uuid(),
    jobId: z.string(),
    cause: z.enum(['schedule', 'caught_up', 'run_now']),
    dueAt: z.iso.datetime(),
    startedAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable(),
    state: z.enum(['running', 'succeeded', 'failed']),
    counts: z.record(z.string(), z.number().int()),
    error: z.string().nullable().meta({ description: 'Why the run failed and what to do.' }),
    startedBy: z
      .string()
      .nullable()
      .meta({ description: 'The user who ran it now; null where the schedule did.' }),
  })
  .meta({ id: 'JobRun' });

/** `GET /v1/jobs`: for those who operate the installation. */
export const jobSchema = z
  .object({
    jobId: z.string(),
    schedule: z.string().meta({ description: 'Cron, five fields.' }),
    timeZone: z.string(),
    nextRunAt: z.iso.datetime().nullable().meta({ description: 'null while it is paused.' }),
    paused: z
      .object({ at: z.iso.datetime(), by: z.string().meta({ description: 'The user who did.' }) })
      .nullable(),
    lastRun: jobRunSchema.nullable(),
  })
  .meta({ id: 'Job' });
export const jobListSchema = z.object({ items: z.array(jobSchema) }).meta({ id: 'JobList' });
/** `GET /v1/jobs/{jobId}/runs`, newest first. */
export const jobRunListSchema = z.object({ items: z.array(jobRunSchema) }).meta({ id: 'JobRunList' });

/** `GET /v1/jobs/{jobId}/history`: who paused and resumed it, newest first. */
export const jobHistorySchema = z
  .object({
    items: z.array(z.object({ what: z.enum(['paused', 'resumed']), at: z.iso.datetime(), by: z.string() })),
  })
  .meta({ id: 'JobHistory' });
