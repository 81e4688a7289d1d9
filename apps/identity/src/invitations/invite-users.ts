import type { Acting, InviteUsersRequest } from '@tenantry/contracts';
import { type DecisionClient, type Once, requireAllowed } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import { requireOpenStanding, type Standing } from '../organizations/standing';
import { grantedBy } from '../users/user-events';
import { type InviteDeps, inviteUsable, type Invitation } from './invite-usable';
import { invited, type Outcome } from './look-at-holders';
import { sortAddresses } from './sort-addresses';

export type InviteUsers = InviteUsersRequest & { acting: Acting };
type Invited = Outcome & { address: string };

/** So many addresses are answered at once; more are a job, see `startInvitations`. */
export const mostAtOnce = 100;

/** What tenancy is asked before anybody is invited. */
export const questionOf = (invitation: Omit<Invitation, 'acting'>) => ({
  about: 'organization' as const,
  act: 'user.invite' as const,
  organizationId: invitation.organizationId,
  ...grantedBy(invitation),
});

/**
 * Passes whoever may invite with this access into an organization that is open.
 * Problems: 404 `organization.not_found`, 403 `permission.missing`, `grant.not_allowed`, 409 `organization.being_prepared`,
 * `organization.suspended`, 503 `decision.unavailable`.
 */
export async function requireMayInvite(
  { database, decisions }: { database: DataSource; decisions: DecisionClient },
  invitation: Invitation,
): Promise<Standing> {
  const [decision] = await decisions.ask(invitation.acting, [questionOf(invitation)]);
  requireAllowed(decision, 'organization.not_found');
  return requireOpenStanding(database.manager, invitation.organizationId);
}

/**
 * Invites addresses into an organization: each gets an outcome (L9), and each invited one a pending user, a code and a mail, all
 * of them in one transaction.
 * Problems: those of {@link requireMayInvite} and {@link inviteUsable}.
 */
export const inviteUsers =
  (deps: InviteDeps) =>
  async ({ addresses, ...invitation }: InviteUsers, once?: Once): Promise<Invited[]> => {
    const standing = await requireMayInvite(deps, invitation);
    const { typed, usable, refused } = sortAddresses(addresses);
    const answer = (settled: ReadonlyMap<string, Outcome>) =>
      [...typed].map(([email, address]) => {
        const refusal = refused.get(email);
        return {
          address,
          ...(refusal ? { outcome: refusal, userId: null } : (settled.get(email) ?? invited)),
        };
      });
    return inviteUsable(deps, invitation, standing, { emails: usable.toSorted(), answer, once });
  };
