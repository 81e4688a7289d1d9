import * as z from 'zod/mini';

/** What was searched for stands in the address; an answer is its anchor. */
export const helpSearch = z.object({
  q: z.catch(z.optional(z.string().check(z.maxLength(200))), undefined),
});
