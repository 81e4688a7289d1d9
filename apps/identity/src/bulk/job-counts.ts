import type { bulkJobSchema } from '@tenantry/contracts';
import type { z } from 'zod';

type Counts = z.infer<typeof bulkJobSchema>['counts'];

const counted = (state: keyof Omit<Counts, 'total' | 'retryable'>) =>
  `'${state}', count(*) filter (where i.state = '${state}')`;

/** SQL: of a line of a file, and of an address, the fault stands there, or is met whenever it is tried. */
export const isRetryable = `state = 'failed' and problem not like 'import.%' and problem not like 'invitation.%'`;

/**
 * SQL for how far the job `j` is. It reads all items, so a job that is over keeps it in its column `counts`: lists of jobs are
 * looked at again and again.
 */
export const countsOfJob = `(
  select jsonb_build_object('total', count(*), ${counted('waiting')}, ${counted('done')}, ${counted('skipped')},
    ${counted('failed')}, ${counted('cancelled')}, 'retryable', count(*) filter (where ${isRetryable}))
  from bulk_item i where i.job_id = j.id)`;
