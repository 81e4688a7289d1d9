import { z } from 'zod';

/** Statuses that the list is filtered by; a removed user is in no list. */
export const listedStatuses = ['pending', 'active', 'blocked', 'inactive'] as const;
const status = z.enum(listedStatuses);

/** What stands in the address of the list. Values that nobody knows are dropped, never an error. */
export const usersSearch = z.object({
  q: z.string().max(200).optional().catch(undefined),
  status: z.array(status).optional().catch(undefined),
  organizationId: z.uuid().optional().catch(undefined),
  sort: z.enum(['name', '-name', 'createdAt', '-createdAt']).default('name').catch('name'),
});
export type UsersSearch = z.infer<typeof usersSearch>;
