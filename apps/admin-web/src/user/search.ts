import * as z from 'zod/mini';

/** The open tab stands in the address; an unknown one is the first. */
export const userSearch = z.object({
  tab: z.catch(z._default(z.enum(['overview', 'activity', 'mail']), 'overview'), 'overview'),
});
