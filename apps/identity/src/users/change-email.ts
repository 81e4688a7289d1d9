import type { Acting } from '@tenantry/contracts';
import { type DecisionClient, Problem, writtenBy } from '@tenantry/service-defaults';
import { type DataSource, QueryFailedError } from 'typeorm';
import { requireAllowedOnUser } from '../access/require-allowed-on-user';
import { killCodes } from '../credentials/codes';
import { type Holder, lookAtHolders } from '../invitations/look-at-holders';
import { tellHolders } from '../invitations/tell-holders';
import { usableAddress } from '../mails/usable-address';
import type { Transact } from '../transact';
import { newWayIn, type WayInDeps } from './new-way-in';
import { findUser, lockUser, saveUser } from './user.repository';

export type ChangeEmail = { userId: string; email: string; acting: Acting };

type Deps = WayInDeps & {
  database: DataSource;
  transact: Transact;
  decisions: DecisionClient;
  clock: () => Date;
};

/**
 * Puts another address in place of a wrong one (L4), and publishes `identity.user.email-changed.v1`, which tells both addresses.
 * Links that went to the old one are void; whoever has never signed in gets theirs at the new one. An address of somebody
 * whom the actor does not see changes nothing and is answered like any other (rules, Answers); its holder is told.
 * Problems: 400 `request.invalid`, 404 `user.not_found`, 403 `permission.missing`, 409 `user.email_taken` with `userId`,
 * `user.self`, `user.wrong_status`, `user.changed`, 503 `decision.unavailable`, `service.unavailable`.
 */
export const changeEmail =
  (deps: Deps) =>
  async ({ userId, email: typed, acting }: ChangeEmail): Promise<void> => {
    const { database, transact, decisions, clock } = deps;
    await requireAllowedOnUser({ database, decisions }, { acting, act: 'user.edit', userId });
    const email = usableAddress(typed);
    const before = await findUser(database.manager, userId);
    if (!before) throw new Problem('user.not_found');
    const unseen = await unseenHolders(deps, acting, { userId, email });
    // Also where nothing comes of it: the answer takes the same time.
    const wayIn = await newWayIn(deps, { ...before, email }, acting.actorId);
    const by = writtenBy(acting);
    await transact(async (tx) => {
      const user = await lockUser(tx, userId);
      if (!user) throw new Problem('user.not_found');
      const at = clock();
      if (!user.changeEmail({ email, emailNormalised: email }, by, at)) return;
      if (unseen.length > 0) return tellHolders(tx, unseen, by.actor, at);
      // What was made above is for the status that they had.
      if (user.snapshot.status !== before.status) throw new Problem('user.changed');
      wayIn?.record(user, by, at);
      await saveUser(tx, user);
      await killCodes(tx, userId);
      await wayIn?.store(tx, by.actor, at);
    }).catch(refuseTaken);
  };

/** Who else holds the address and is not to be told of; @throws {Problem} where the actor sees who does */
async function unseenHolders(
  deps: Pick<Deps, 'database' | 'decisions'>,
  acting: Acting,
  { userId, email }: { userId: string; email: string },
): Promise<Holder[]> {
  const { outcomes, unseen } = await lookAtHolders(deps)(acting, [email]);
  const holderId = outcomes.get(email)?.userId;
  if (holderId && holderId !== userId)
    throw new Problem('user.email_taken', { extensions: { userId: holderId } });
  return unseen.filter(({ id }) => id !== userId);
}

/** Somebody was given the address between the look and the commit: looked at again it is theirs. */
function refuseTaken(error: unknown): never {
  const isTaken =
    error instanceof QueryFailedError && (error.driverError as { code?: string }).code === '23505';
  throw isTaken ? new Problem('service.unavailable', { retryAfterSeconds: 1, cause: error }) : error;
}
