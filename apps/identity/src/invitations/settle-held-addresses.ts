import type { UserState } from '@tenantry/domain';
import type { DecisionClient } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import { alreadyRegisteredMail, requestMail } from '../mails/request-mail';
import { mayMailStranger } from '../mails/stranger-mail';
import type { Transact } from '../transact';
import { subjectOf } from '../users/user-events';
import { findHolders } from '../users/user.repository';
import type { Outcome } from './invite-users';

type Deps = { database: DataSource; transact: Transact; decisions: DecisionClient; clock: () => Date };
type Holder = Pick<UserState, 'id' | 'email' | 'emailNormalised' | 'language' | 'status'>;

/**
 * The outcomes of those addresses that have a holder. Where the actor does not see the holder, the outcome is that of any
 * invitation, and the holder hears of it by mail (design section 6).
 */
export const settleHeldAddresses =
  ({ database, transact, decisions, clock }: Deps) =>
  async (actorId: string, emails: readonly string[]): Promise<Map<string, Outcome>> => {
    const holders = await findHolders(database.manager, emails);
    const sight = await decisions.ask(
      actorId,
      holders.map(({ id }) => ({ about: 'user', act: 'user.view', userId: id })),
    );
    const seen = (_: Holder, position: number) => sight[position]?.allowed === true;
    const unseen = holders.filter((holder, position) => !seen(holder, position));
    if (unseen.length > 0) await tellHolders(transact, unseen, actorId, clock());

    const outcomeOf = (holder: Holder, position: number): Outcome => {
      if (!seen(holder, position)) return { outcome: 'invited', userId: null, version: null };
      const outcome = holder.status === 'pending' ? 'already_invited' : 'already_user';
      return { outcome, userId: holder.id, version: null };
    };
    return new Map(holders.map((holder, position) => [holder.emailNormalised, outcomeOf(holder, position)]));
  };

const tellHolders = (transact: Transact, holders: Holder[], actorId: string, at: Date): Promise<void> =>
  transact(async (tx) => {
    for (const holder of holders) {
      if (!(await mayMailStranger(tx, holder.emailNormalised, at))) continue;
      await requestMail(tx, alreadyRegisteredMail(holder, at), subjectOf(actorId));
    }
  });
