import type { Acting, InviteUsersRequest } from '@tenantry/contracts';
import { type DecisionClient, type Once, Problem } from '@tenantry/service-defaults';
import { type DataSource, QueryFailedError } from 'typeorm';
import type { Standing } from '../organizations/standing';
import type { Transact } from '../transact';
import { displayName } from '../users/display-name';
import { subjectOf } from '../users/event-of';
import { grantedBy } from '../users/user-events';
import { proposeUserNames } from '../users/user-names';
import { findUser } from '../users/user.repository';
import { lookAtHolders, type Outcome } from './look-at-holders';
import { type InvitationSettings, type NewInvitation, newInvitation, settingsFor } from './new-invitation';
import { storeInvitations } from './store-invitations';
import { tellHolders } from './tell-holders';

/** What addresses are invited to, and by whom. */
export type Invitation = Omit<InviteUsersRequest, 'addresses'> & { acting: Acting };

export type InviteDeps = {
  database: DataSource;
  transact: Transact;
  decisions: DecisionClient;
  clock: () => Date;
  invitations: InvitationSettings;
};

const mostRounds = 10;

type Usable<Answer> = {
  /** Normalised. */
  emails: readonly string[];
  /**
   * In the transaction: what it throws undoes all.
   * @param settled the outcomes of those that have a holder; all others are invited
   */
  answer: (settled: ReadonlyMap<string, Outcome>) => Answer;
  once?: Once | undefined;
};

/**
 * Invites the addresses that nobody holds, in one transaction with the mails to holders whom the actor does not see: where it
 * fails, nobody was mailed.
 * Problems: 503 `decision.unavailable`, `service.unavailable`.
 */
export async function inviteUsable<Answer>(
  deps: InviteDeps,
  command: Invitation,
  standing: Standing,
  { emails, answer, once }: Usable<Answer>,
): Promise<Answer> {
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
  { database, clock, invitations }: InviteDeps,
  command: Invitation,
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
