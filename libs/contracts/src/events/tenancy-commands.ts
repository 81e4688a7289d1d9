import { z } from 'zod';
import { defineCommand } from '../define';

/**
 * An item of a job of identity (L14): the user is given the role, or it is taken from them, as whoever began the job may do it
 * at this moment. Answered by `settleJobItem`, also where it is refused.
 */
export const changeRoleOfUser = defineCommand(
  'tenancy.command.change-role-of-user.v1',
  'Give a user a role, or take it from them',
  {
    jobId: z.uuid(),
    position: z.number().int(),
    actorId: z.uuid(),
    onBehalfOfId: z.uuid().nullable(),
    userId: z.uuid(),
    /** The key of a role that is built in, or the id of one that an organization made. */
    roleId: z.string(),
    change: z.enum(['add', 'remove']),
    /** Which time the item is handed over, from 1; the answer repeats it. */
    attempt: z.number().int().optional(),
  },
);
