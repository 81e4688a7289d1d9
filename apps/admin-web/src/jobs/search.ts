import * as z from 'zod/mini';

/** Which job's runs are open. */
export const jobsSearch = z.object({
  job: z.catch(z.optional(z.string().check(z.maxLength(100))), undefined),
});
