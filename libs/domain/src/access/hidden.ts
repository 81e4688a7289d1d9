import { ranksAtLeast } from './account-type';
import type { Actor } from './permission';
import { ownsCenter, type Subject } from './visibility';

/** A rule that hides a user of the actor's subtree from an actor who manages users (A9). */
export type HiddenBy =
  | { readonly rule: 'rank_too_low' }
  | { readonly rule: 'center_not_owned'; readonly centers: readonly string[] };

/** Every rule that hides the user, where `sees` names only the first; none for oneself. */
export function hiddenBy(actor: Actor, user: Subject): HiddenBy[] {
  if (actor.userId === user.userId) return [];
  const centers = user.centers.filter((center) => !ownsCenter(actor, center));
  return [
    ...(ranksAtLeast(actor.accountType, user.accountType) ? [] : [{ rule: 'rank_too_low' } as const]),
    ...(centers.length > 0 ? [{ rule: 'center_not_owned', centers } as const] : []),
  ];
}
