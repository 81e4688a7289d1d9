import type { Acting, InvitationOutcome } from '@tenantry/contracts';
import type { UserState } from '@tenantry/domain';
import type { DecisionClient } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import { findHolders } from '../users/user.repository';

type Deps = { database: DataSource; decisions: DecisionClient };
export type Holder = Pick<UserState, 'id' | 'email' | 'emailNormalised' | 'language' | 'status'>;
/** What became of an address. `userId` of a holder whom the actor sees. */
export type Outcome = { outcome: InvitationOutcome; userId: string | null };
type Held = {
  /** By normalised address: of those addresses that have a holder. */
  outcomes: Map<string, Outcome>;
  /** Holders whom the actor does not see: they are to hear of it by mail. */
  unseen: Holder[];
};

/**
 * Who holds these addresses, and what the actor is told of it: where they do not see the holder, the same as of any
 * invitation (rules, Answers). Changes nothing.
 */
export const lookAtHolders =
  ({ database, decisions }: Deps) =>
  async (acting: Acting, emails: readonly string[]): Promise<Held> => {
    const holders = await findHolders(database.manager, emails);
    const sight = await decisions.ask(
      acting,
      holders.map(({ id }) => ({ about: 'user', act: 'user.view', userId: id })),
    );
    const held: Held = { outcomes: new Map(), unseen: [] };
    for (const [position, holder] of holders.entries()) {
      const seen = sight[position]?.allowed === true;
      if (!seen) held.unseen.push(holder);
      held.outcomes.set(holder.emailNormalised, seen ? outcomeOf(holder) : invited);
    }
    return held;
  };

/** One answer for all, so that it does not tell a holder from somebody new. */
export const invited: Outcome = { outcome: 'invited', userId: null };

const outcomeOf = ({ id, status }: Holder): Outcome => ({
  outcome: status === 'pending' ? 'already_invited' : 'already_user',
  userId: id,
});
