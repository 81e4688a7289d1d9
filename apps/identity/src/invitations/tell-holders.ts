import type { EntityManager } from 'typeorm';
import { alreadyRegisteredMail, requestMail } from '../mails/request-mail';
import { mayMailStranger } from '../mails/stranger-mail';
import type { Holder } from './look-at-holders';

/** Tells holders of addresses by mail that somebody invited them, in the caller's transaction. `actor` is who did. */
export async function tellHolders(
  tx: EntityManager,
  holders: readonly Holder[],
  actor: string,
  at: Date,
): Promise<void> {
  // In one order, so that two who mail the same people do not wait for each other.
  const inOrder = holders.toSorted((one, other) => (one.emailNormalised < other.emailNormalised ? -1 : 1));
  for (const holder of inOrder) {
    if (!(await mayMailStranger(tx, holder.emailNormalised, at))) continue;
    await requestMail(tx, alreadyRegisteredMail(holder, at), actor);
  }
}
