import type { AccountType, InvitationOutcome, Language } from '@tenantry/contracts';
import { type DecisionClient, Problem } from '@tenantry/service-defaults';
import { type DataSource, QueryFailedError } from 'typeorm';
import { requireAllowed } from '../access/refusals';
import { organizationName } from '../organizations/organization-name';
import type { Transact } from '../transact';
import { displayName } from '../users/display-name';
import { subjectOf } from '../users/user-events';
import { proposeUserNames } from '../users/user-names';
import { findUser } from '../users/user.repository';
import { type InvitationSettings, newInvitation } from './new-invitation';
import { settleHeldAddresses } from './settle-held-addresses';
import { sortAddresses } from './sort-addresses';
import { storeInvitations } from './store-invitations';

export type InviteUsers = {
  organizationId: string;
  addresses: string[];
  accountType: AccountType;
  language: Language;
  actorId: string;
};

/** What became of an address. `userId` where the actor may know it, `version` where a user was created. */
export type Outcome = { outcome: InvitationOutcome; userId: string | null; version: number | null };

type Deps = {
  database: DataSource;
  transact: Transact;
  decisions: DecisionClient;
  clock: () => Date;
  invitations: InvitationSettings;
};

const mostAddresses = 500;
const mostRounds = 10;

/**
 * Invites addresses into an organization: each gets an outcome (L9), and each invited one a pending user, a code and a mail, all
 * of them in one transaction.
 * Problems: 422 `invitation.too_many_addresses`, 404 `organization.not_found`, 403 `permission.missing`, `grant.not_allowed`,
 * 409 `organization.being_prepared`, 503 `decision.unavailable`.
 */
export const inviteUsers = (deps: Deps) => async (command: InviteUsers) => {
  const { organizationId, addresses, accountType, actorId } = command;
  if (addresses.length > mostAddresses) {
    throw new Problem('invitation.too_many_addresses', { extensions: { limit: mostAddresses } });
  }
  const [decision] = await deps.decisions.ask(actorId, [
    { about: 'organization', act: 'user.invite', organizationId, accountType },
  ]);
  requireAllowed(decision, 'organization.not_found');
  const name = await organizationName(deps.database.manager, organizationId);
  if (name === null) throw new Problem('organization.being_prepared', { retryAfterSeconds: 2 });

  const { typed, usable, refused } = sortAddresses(addresses);
  const settled = new Map<string, Outcome>();
  for (const [email, outcome] of refused) settled.set(email, { outcome, userId: null, version: null });
  const settle = (outcomes: Map<string, Outcome>) =>
    outcomes.forEach((outcome, email) => settled.set(email, outcome));
  const left = () => usable.filter((email) => !settled.has(email)).sort();

  // Another administrator may take an address or a user name between the look and the insert. What is then left over is
  // looked at again: it has a holder now, or gets another name.
  for (let round = 0; left().length > 0; round += 1) {
    if (round === mostRounds) throw new Problem('service.unavailable', { retryAfterSeconds: 1 });
    settle(await settleHeldAddresses(deps)(actorId, left()));
    settle(await inviteFreeAddresses(deps, command, name, left()));
  }
  return [...typed].map(([email, address]) => ({ address, ...outcomeOf(settled, email) }));
};

function outcomeOf(settled: Map<string, Outcome>, email: string): Outcome {
  const outcome = settled.get(email);
  if (!outcome) throw new Error('An address was left without an outcome.');
  return outcome;
}

/** Invites addresses that nobody holds. Those that somebody takes meanwhile have no outcome in the answer. */
async function inviteFreeAddresses(
  { database, transact, clock, invitations }: Deps,
  { accountType, actorId, language, organizationId }: InviteUsers,
  organizationName: string,
  emails: readonly string[],
): Promise<Map<string, Outcome>> {
  const actor = subjectOf(actorId);
  const inviter = await findUser(database.manager, actorId);
  const inviterName = inviter ? displayName(inviter) : null;
  const userNames = await proposeUserNames(database.manager, emails);
  const at = clock();
  const shared = {
    accountType,
    language,
    organizationId,
    organizationName,
    inviterName,
    origin: 'invitation' as const,
  };
  const prepared = await Promise.all(
    emails.map((email) => {
      const userName = userNames.get(email) ?? '';
      return newInvitation(invitations)({ ...shared, email, userName }, actor, at);
    }),
  );
  const stored = await transact((tx) => storeInvitations(tx, prepared, actor)).catch(noneOnDeadlock);
  return new Map(
    stored.map(({ newcomer }) => {
      const { id, emailNormalised, version } = newcomer.user.snapshot;
      return [emailNormalised, { outcome: 'invited', userId: id, version }];
    }),
  );
}

/** Two that invite the same people under other names can wait for each other; the database then lets one of them go. */
function noneOnDeadlock(error: unknown): [] {
  const deadlock =
    error instanceof QueryFailedError && (error.driverError as { code?: string }).code === '40P01';
  if (!deadlock) throw error;
  return [];
}
