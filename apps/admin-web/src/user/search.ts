import * as z from 'zod/mini';

export const userTabs = [
  'overview',
  'access',
  'centers',
  'sessions',
  'activity',
  'mail',
  'diagnosis',
] as const;

/** The open tab stands in the address; an unknown one is the first. */
export const userSearch = z.object({
  tab: z.catch(z._default(z.enum(userTabs), 'overview'), 'overview'),
});
