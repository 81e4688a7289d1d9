import { Problem } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import { findKeyUsers } from '../organizations/key-users';
import { findStanding, type Standing } from '../organizations/standing';

const details = {
  suspended: 'Nothing is lost: when it is reopened you can sign in again. Ask your key users.',
  closed: 'Nothing is lost: if it is reopened you can sign in again. Ask your key users.',
};
const codes = {
  suspended: 'sign_in.organization_suspended',
  closed: 'sign_in.organization_closed',
} as const;

/**
 * Lets into an organization whose path is active throughout (A14). To be asked only for somebody who has proven who they are:
 * the refusal names the key users (C2, C13).
 * @param userId `null` where it is not said yet who wants in
 * @returns where the organization stands; `null` while it is not known here
 * @throws {Problem} 403 `sign_in.organization_suspended`, `sign_in.organization_closed`
 */
export async function requireOpenOrganization(
  manager: EntityManager,
  organizationId: string,
  userId: string | null,
): Promise<Standing | null> {
  const standing = await findStanding(manager, organizationId);
  if (!standing || standing.status === 'active') return standing;
  throw new Problem(codes[standing.status], {
    detail: details[standing.status],
    extensions: {
      since: standing.since?.toISOString() ?? null,
      keyUsers: await findKeyUsers(manager, { organizationId, asking: userId }),
    },
  });
}
