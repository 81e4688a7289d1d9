import type { InactiveCause } from './happened';
import { type Happens, next, type UserStatus } from './transitions';

/** What the history alone tells of a user. */
export type Life = {
  readonly status: UserStatus;
  readonly inactiveCause: InactiveCause | null;
  readonly version: number;
};

/**
 * A user's status, rebuilt from nothing but what happened, oldest first.
 * @throws {WrongStatus} where the history has a step that the table of transitions does not have, {TypeError} where a
 * version is missing or there is no history
 */
export function rebuild(history: readonly (Happens & { readonly version: number })[]): Life {
  const life = history.reduce<Life | null>((before, { version, ...happens }) => {
    if (before && version !== before.version + 1)
      throw new TypeError(`Version ${version} follows ${before.version}.`);
    const { status } = next(before?.status ?? null, happens);
    const inactiveCause =
      happens.type === 'UserDeactivated' ? (happens.cause as InactiveCause) : (before?.inactiveCause ?? null);
    return { status, inactiveCause: status === 'inactive' ? inactiveCause : null, version };
  }, null);
  if (!life) throw new TypeError('Nothing has happened to this user.');
  return life;
}
