import { z } from 'zod';

/** Which job's runs are open. */
export const jobsSearch = z.object({ job: z.string().max(100).optional().catch(undefined) });
