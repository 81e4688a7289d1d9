import type { By, User, UserState } from '@tenantry/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { storeCodes } from '../credentials/codes';
import { firstPasswordOf, newFirstPassword, storeFirstPassword } from '../credentials/first-password';
import { type PasswordSettings, passwordSettingsIn } from '../credentials/password-settings';
import { type InvitationSettings, newInvitationLink, settingsFor } from '../invitations/new-invitation';
import { requestMail } from '../mails/request-mail';
import { findStanding } from '../organizations/standing';
import { displayName } from './display-name';
import { findUser } from './user.repository';

export type WayInDeps = {
  database: DataSource;
  clock: () => Date;
  invitations: InvitationSettings;
  passwordSettings: PasswordSettings;
};

/** A way into an account that nobody has signed in to yet, which waits to be stored. */
export type NewWayIn = {
  record: (user: User, by: By, at: Date) => void;
  /** In the caller's transaction, which has locked the user. */
  store: (tx: EntityManager, actor: string, at: Date) => Promise<void>;
};

/**
 * Makes the way in anew that a pending user was mailed: the invitation, or the way to the first password of who was created.
 * `null` where there is none to be mailed: they have signed in, or their password was shown to an administrator.
 * Problem: 503 `service.unavailable` where too many wait to be hashed.
 * @param user with the address that the mail goes to
 */
export async function newWayIn(
  { database, clock, invitations, passwordSettings }: WayInDeps,
  user: UserState,
  administratorId: string,
): Promise<NewWayIn | null> {
  if (user.status !== 'pending') return null;
  const { manager } = database;
  const [standing, administrator] = await Promise.all([
    findStanding(manager, user.organizationId),
    findUser(manager, administratorId),
  ]);
  const by = administrator ? displayName(administrator) : null;
  const organizationName = standing?.name ?? '';
  if (user.origin === 'created') {
    const way = await firstPasswordOf(manager, user.id);
    if (way === 'one_off_shown') return null;
    const settings = passwordSettingsIn(passwordSettings, standing);
    const first = await newFirstPassword(settings, way, user, { organizationName, creatorName: by }, clock());
    return {
      record: (changed, actor, at) => changed.resetPassword(first.expiresAt, actor, at),
      store: (tx, actor, at) => storeFirstPassword(tx, first, actor, at),
    };
  }
  const settings = standing ? settingsFor(invitations, standing) : invitations;
  const { code, mail, expiresAt } = await newInvitationLink(
    settings,
    user,
    { organizationName, inviterName: by },
    clock(),
  );
  return {
    record: (changed, actor, at) => changed.resendInvitation(expiresAt, actor, at),
    async store(tx, actor) {
      await storeCodes(tx, [code]);
      await requestMail(tx, mail, actor);
    },
  };
}
