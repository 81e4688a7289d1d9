import type { Acting, InvitationOutcome, InviteUsersRequest } from '@tenantry/contracts';
import { type DecisionClient, type Once, Problem, requireAllowed } from '@tenantry/service-defaults';
import { type DataSource, QueryFailedError } from 'typeorm';
import { requireOpenStanding, type Standing } from '../organizations/standing';
import type { Transact } from '../transact';
import { displayName } from '../users/display-name';
import { subjectOf } from '../users/event-of';
import { grantedBy } from '../users/user-events';
import { proposeUserNames } from '../users/user-names';
import { findUser } from '../users/user.repository';
import { invited, lookAtHolders } from './look-at-holders';
import { type InvitationSettings, type NewInvitation, newInvitation, settingsFor } from './new-invitation';
import { sortAddresses } from './sort-addresses';
import { storeInvitations } from './store-invitations';
import { tellHolders } from './tell-holders';

export type InviteUsers = InviteUsersRequest & { acting: Acting };

/** What became of an address. `userId` of a holder whom the actor sees. */
export type Outcome = { outcome: InvitationOutcome; userId: string | null };
type Invited = Outcome & { address: string };

type Deps = {
  database: DataSource;
  transact: Transact;
  decisions: DecisionClient;
  clock: () => Date;
  invitations: InvitationSettings;
};

/** Of one request. */
export const mostAddresses = 500;
const mostRounds = 10;

/**
 * Invites addresses into an organization: each gets an outcome (L9), and each invited one a pending user, a code and a mail, all
 * of them in one transaction with the mails to holders whom the actor does not see: a request that failed has mailed nobody.
 * Problems: 422 `invitation.too_many_addresses`, 404 `organization.not_found`, 403 `permission.missing`, `grant.not_allowed`,
 * 409 `organization.being_prepared`, `organization.suspended`, 503 `decision.unavailable`, `service.unavailable`.
 */
export const inviteUsers =
  (deps: Deps) =>
  async (command: InviteUsers, once?: Once): Promise<Invited[]> => {
    const { organizationId, addresses, acting } = command;
    if (addresses.length > mostAddresses) {
      throw new Problem('invitation.too_many_addresses', { extensions: { limit: mostAddresses } });
    }
    const [decision] = await deps.decisions.ask(acting, [
      { about: 'organization', act: 'user.invite', organizationId, ...grantedBy(command) },
    ]);
    requireAllowed(decision, 'organization.not_found');
    const standing = await requireOpenStanding(deps.database.manager, organizationId);

    const { typed, usable, refused } = sortAddresses(addresses);
    const answer = (settled: ReadonlyMap<string, Outcome>) =>
      [...typed].map(([email, address]) => {
        const refusal = refused.get(email);
        return {
          address,
          ...(refusal ? { outcome: refusal, userId: null } : (settled.get(email) ?? invited)),
        };
      });
    return inviteUsable(deps, command, standing, { emails: usable.toSorted(), answer, once });
  };

type Usable = {
  emails: readonly string[];
  /** @param settled the outcomes of those that have a holder; all others are invited */
  answer: (settled: ReadonlyMap<string, Outcome>) => Invited[];
  once: Once | undefined;
};

async function inviteUsable(
  deps: Deps,
  command: InviteUsers,
  standing: Standing,
  { emails, answer, once }: Usable,
): Promise<Invited[]> {
  const { acting } = command;
  const actor = subjectOf(acting.actorId);
  // Another administrator may take an address or a user name between the look and the insert. Then nothing is stored and
  // everything looked at again: the address has a holder now, or its user another name.
  for (let round = 0; round < mostRounds; round += 1) {
    const held = await lookAtHolders(deps)(acting, emails);
    const free = emails.filter((email) => !held.outcomes.has(email));
    const prepared = await prepareInvitations(deps, command, standing, free);
    try {
      return await deps.transact(async (tx) => {
        const stored = await storeInvitations(tx, prepared, actor);
        if (stored.length < prepared.length) throw new SomebodyWasFaster();
        await tellHolders(tx, held.unseen, actor, deps.clock());
        return answer(held.outcomes);
      }, once);
    } catch (error) {
      if (!(error instanceof SomebodyWasFaster) && !isDeadlock(error)) throw error;
    }
  }
  throw new Problem('service.unavailable', { retryAfterSeconds: 1 });
}

async function prepareInvitations(
  { database, clock, invitations }: Deps,
  command: InviteUsers,
  standing: Standing,
  emails: readonly string[],
): Promise<NewInvitation[]> {
  const { acting, language, organizationId } = command;
  const prepare = newInvitation(settingsFor(invitations, standing));
  const inviter = await findUser(database.manager, acting.actorId);
  const inviterName = inviter ? displayName(inviter) : null;
  const userNames = await proposeUserNames(database.manager, emails);
  const at = clock();
  const shared = {
    ...grantedBy(command),
    language,
    organizationId,
    organizationName: standing.name,
    inviterName,
    origin: 'invitation' as const,
  };
  return Promise.all(
    emails.map((email) => {
      const userName = userNames.get(email) ?? '';
      return prepare({ ...shared, email, userName }, subjectOf(acting.actorId), at);
    }),
  );
}

class SomebodyWasFaster extends Error {
  override name = 'SomebodyWasFaster';
}

/** Two that invite the same people under other names can wait for each other; the database then lets one of them go. */
const isDeadlock = (error: unknown): boolean =>
  error instanceof QueryFailedError && (error.driverError as { code?: string }).code === '40P01';
