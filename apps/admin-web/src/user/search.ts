import { z } from 'zod';

/** The open tab stands in the address; an unknown one is the first. */
export const userSearch = z.object({
  tab: z.enum(['overview', 'activity', 'mail']).default('overview').catch('overview'),
});
