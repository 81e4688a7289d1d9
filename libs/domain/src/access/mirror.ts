import { rank } from './account-type';
import type { Actor, Permission } from './permission';
import type { Subject } from './visibility';

/**
 * What nobody does through another's account: whatever gives access, is about credentials or sessions or takes data out, and
 * mirroring itself (decision 0015).
 */
export const withheldUnderMirroring: readonly Permission[] = [
  'user.invite',
  'user.create',
  'user.reset_password',
  'user.sessions',
  'user.access',
  'user.mirror',
  'user.export',
  'role.manage',
  'installation.operate',
];

/** Only a lower rank is mirrored, or an equal one in an organization below the actor's own (A11, A12). */
export const outranks = (actor: Actor, user: Pick<Subject, 'path' | 'accountType'>): boolean => {
  const [own, theirs] = [rank(actor.accountType), rank(user.accountType)];
  return own > theirs || (own === theirs && user.path.at(-1) !== actor.organizationId);
};

/**
 * The administrator as they act through the account of a user whom they mirror: sight is the mirrored user's, permission is
 * what both have, and some things wait until they stop. Whether they may mirror that user is `decideOnUser`'s to say.
 */
export function mirror(administrator: Actor, user: Actor): Actor {
  const both = user.permissions.filter((permission) => administrator.permissions.includes(permission));
  const isWithheld = (permission: Permission) => withheldUnderMirroring.includes(permission);
  return {
    ...user,
    active: administrator.active && user.active,
    permissions: both.filter((permission) => !isWithheld(permission)),
    withheld: both.filter(isWithheld),
  };
}
