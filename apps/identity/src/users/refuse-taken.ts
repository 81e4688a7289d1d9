import { normaliseUserName } from '@tenantry/domain';
import { type DecisionClient, Problem, type ProblemEntry } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import { lookAtHolders } from '../invitations/look-at-holders';
import { tellHolders } from '../invitations/tell-holders';
import type { Transact } from '../transact';
import type { AddUser } from './add-user';
import { subjectOf } from './event-of';
import { lookAtUserNames } from './user-names';

type Deps = { database: DataSource; decisions: DecisionClient; tell: Transact; clock: () => Date };

/**
 * Says what of somebody who is to be created somebody else has; returns where it is free again, or was only proposed. Holders
 * of the address whom the actor does not see are told by mail.
 * @throws {Problem} 409 `user.email_taken`, `user_name.taken`; `import.taken_unseen` of one of many, where it is either of them
 */
export async function refuseTaken(
  deps: Deps,
  { acting, email, userName, ofMany = false }: AddUser,
): Promise<void> {
  const { outcomes, unseen } = await lookAtHolders(deps)(acting, [email]);
  const held = outcomes.get(email);
  const name = userName === undefined ? undefined : normaliseUserName(userName);
  const named = name === undefined ? undefined : (await lookAtUserNames(deps, acting, [name])).get(name);
  const tell = () => deps.tell((tx) => tellHolders(tx, unseen, subjectOf(acting.actorId), deps.clock()));

  if (held && (unseen.length === 0 || !ofMany)) {
    await tell();
    throw new Problem('user.email_taken', {
      errors: [entry('/email', 'user.email_taken', 'Somebody has this address already.')],
      extensions: { userId: held.userId },
    });
  }
  // Before what is out of sight: a name that is known to be taken must not tell whether the address is.
  if (named && (named.seen || !ofMany))
    throw new Problem('user_name.taken', {
      errors: [entry('/userName', 'user_name.taken', 'Somebody has this user name already.')],
    });
  if (held || named) {
    await tell();
    throw new Problem('import.taken_unseen');
  }
}

const entry = (pointer: string, code: string, detail: string): ProblemEntry => ({ pointer, code, detail });
