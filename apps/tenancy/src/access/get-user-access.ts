import { type userAccessSchema, userActSchema } from '@tenantry/contracts';
import { type Actor, decideOnUser, sees } from '@tenantry/domain';
import { Problem } from '@tenantry/service-defaults';
import { z } from 'zod';
import { visiblePath } from '../organizations/visible-path';
import { type Database, findAccess, toSubject } from './find-access';

/**
 * What the user may do, and for each act whether the actor may do it to them, and if not, why (A9).
 * @param userId as it came with the request
 * @throws {Problem} `user.not_found` for whomever the actor does not see, known or not
 */
export async function getUserAccess(
  database: Database,
  actor: Actor,
  userId: string,
): Promise<z.infer<typeof userAccessSchema>> {
  const id = z.uuid().safeParse(userId).data?.toLowerCase();
  const user = id ? (await findAccess(database, [id])).get(id) : undefined;
  if (!user || !sees(actor, toSubject(user)).allowed) throw new Problem('user.not_found');
  return {
    userId: user.userId,
    accountType: user.accountType,
    organization: {
      organizationId: user.organizationId,
      name: user.organizationName,
      kind: user.organizationKind,
      path: await visiblePath(database, actor, user.path),
    },
    acts: userActSchema.options.map((act) => ({
      act,
      decision: decideOnUser(actor, act, toSubject(user), user.activeMasters),
    })),
  };
}
