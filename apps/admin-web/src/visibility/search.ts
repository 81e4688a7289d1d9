import * as z from 'zod/mini';

/** The account that is asked about stands in the address, so that the answer can be passed on. */
export const visibilitySearch = z.object({
  account: z.catch(z.optional(z.string().check(z.maxLength(254))), undefined),
});
