import type {
  jobHistorySchema,
  jobListSchema,
  jobRunListSchema,
  jobRunSchema,
  jobSchema,
} from '@tenantry/contracts';
import type { z } from 'zod';
import { type Call, request } from './client';

export type Job = z.infer<typeof jobSchema>;
export type JobRun = z.infer<typeof jobRunSchema>;

export const listJobs = (call: Call) =>
  request<z.infer<typeof jobListSchema>>('scheduler', 'GET', '/v1/jobs', call);

export const listJobRuns = (jobId: string, call: Call) =>
  request<z.infer<typeof jobRunListSchema>>(
    'scheduler',
    'GET',
    `/v1/jobs/${encodeURIComponent(jobId)}/runs`,
    call,
  );

export const listJobHistory = (jobId: string, call: Call) =>
  request<z.infer<typeof jobHistorySchema>>(
    'scheduler',
    'GET',
    `/v1/jobs/${encodeURIComponent(jobId)}/history`,
    call,
  );

/** Stops the schedule of a job, or has it hold again. */
export const setPaused = (jobId: string, paused: boolean) =>
  paused
    ? request<undefined>('scheduler', 'POST', `/v1/jobs/${encodeURIComponent(jobId)}/pause`)
    : request<undefined>('scheduler', 'POST', `/v1/jobs/${encodeURIComponent(jobId)}/resume`);

/** Starts a run beside the schedule. */
export const runJob = (jobId: string) =>
  request<JobRun>('scheduler', 'POST', `/v1/jobs/${encodeURIComponent(jobId)}/run-now`);
