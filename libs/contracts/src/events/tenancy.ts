import { z } from 'zod';
import { defineEvent } from '../define';
import { accountTypeSchema, organizationKindSchema } from '../values';

/** `organization/<id>`: an organization exists. `path` holds the ids from the root to the organization itself. */
export const organizationCreated = defineEvent(
  'tenancy.organization.created.v1',
  'An organization was created',
  {
    organizationId: z.uuid(),
    parentId: z.uuid().nullable(),
    kind: organizationKindSchema,
    name: z.string(),
    path: z.array(z.uuid()).min(1),
  },
);

/** `access/<user id>`: what the user may do, from now on. */
export const accessGranted = defineEvent('tenancy.access.granted.v1', 'Access was granted', {
  userId: z.uuid(),
  organizationId: z.uuid(),
  accountType: accountTypeSchema,
});
