import { z } from 'zod';
import { defineEvent } from '../define';

/** `job/<job id>`: the schedule of the job starts nothing until it is resumed; it can still be run by hand. */
export const jobPaused = defineEvent('scheduler.job.paused.v1', 'A job was paused', { jobId: z.string() });

/** `job/<job id>`: the schedule holds again; what was due meanwhile is not caught up. */
export const jobResumed = defineEvent('scheduler.job.resumed.v1', 'A job was resumed', { jobId: z.string() });
