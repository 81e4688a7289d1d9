import type { meSchema } from '@tenantry/contracts';
import { type Actor, chatOperatorRole, grantableAccountTypes } from '@tenantry/domain';
import type { z } from 'zod';
import { visiblePath } from '../organizations/visible-path';
import type { Access, Database } from './find-access';

/** The signed-in user's place, and what they may do at all. */
export async function getMe(
  database: Database,
  { actor, access }: { actor: Actor; access: Access },
): Promise<z.infer<typeof meSchema>> {
  return {
    userId: actor.userId,
    accountType: actor.accountType,
    organization: {
      organizationId: access.organizationId,
      name: access.organizationName,
      kind: access.organizationKind,
      path: await visiblePath(database, actor, actor.path),
    },
    permissions: [...actor.permissions],
    grantableAccountTypes: [...grantableAccountTypes(actor)],
    chatOperator: access.roleIds.includes(chatOperatorRole),
  };
}
