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

const grants = {
  /** Keys of roles that are built in, and ids of roles that an organization made. */
  roleIds: z.array(z.string()),
  modules: z.array(z.string()),
  /** `null` lets into all sub-accounts of the organization. */
  subAccountIds: z.array(z.uuid()).nullable(),
};

/** `access/<user id>`: what the user may do, from now on. */
export const accessGranted = defineEvent('tenancy.access.granted.v1', 'Access was granted', {
  userId: z.uuid(),
  organizationId: z.uuid(),
  accountType: accountTypeSchema,
  roleIds: grants.roleIds.optional(),
  modules: grants.modules.optional(),
  subAccountIds: grants.subAccountIds.optional(),
});

/** `access/<user id>`: what the user may do has changed; these are the new values. */
export const accessChanged = defineEvent('tenancy.access.changed.v1', 'Access was changed', {
  userId: z.uuid(),
  organizationId: z.uuid(),
  accountType: accountTypeSchema,
  ...grants,
});
