import type { FirstPassword } from '@tenantry/contracts';
import type { EntityManager } from 'typeorm';
import { preparePasswordMail, type PreparedMail, requestMail } from '../mails/request-mail';
import { killPasswordCodes, type StoredCode, storeCodes } from './codes';
import { type OneOff, saveOneOff, voidPassword } from './credential.repository';
import { newOneOffPassword } from './one-off-password';
import { type Addressee, newPasswordLink } from './password-link';
import type { PasswordSettings } from './password-settings';

/** The ways to the first password of somebody who was created; an invitation is made by `newInvitation`. */
export type FirstPasswordWay = Exclude<FirstPassword, 'invitation'>;

/** Everything of one way that is to be stored together: a code or a one-off password, and the mail that carries it. */
export type NewFirstPassword = {
  userId: string;
  expiresAt: Date;
  code: StoredCode | null;
  oneOff: OneOff | null;
  mail: PreparedMail | null;
  /** Of the way `one_off_shown`: to be answered once and stored nowhere, not with an Idempotency-Key either (C6). */
  shown: string | null;
};

/** What the mail says besides the user name; `creatorName` is `null` where nobody in particular made the account. */
export type MadeBy = { organizationName: string; creatorName: string | null };

/**
 * Makes the way to a first password (C3, C5, C6): a link by mail, a one-off password by mail, or one that is shown. Stores
 * nothing: sealing and hashing take longer than a transaction should.
 * Problem: 503 `service.unavailable` where too many wait to be hashed.
 */
export async function newFirstPassword(
  settings: PasswordSettings,
  way: FirstPasswordWay,
  to: Addressee,
  { organizationName, creatorName }: MadeBy,
  at: Date,
): Promise<NewFirstPassword> {
  const values = { organizationName, ...(creatorName === null ? {} : { creatorName }) };
  if (way === 'welcome_link') {
    const link = await newPasswordLink(settings, 'welcome', to, values, at);
    return { userId: to.id, ...link, oneOff: null, shown: null };
  }
  const expiresAt = new Date(at.getTime() + settings.oneOffValidHours * 3_600_000);
  const password = newOneOffPassword();
  const isShown = way === 'one_off_shown';
  const template = 'one_off_password';
  return {
    userId: to.id,
    expiresAt,
    code: null,
    oneOff: {
      userId: to.id,
      passwordHash: await settings.passwords.hash(password),
      shown: isShown,
      expiresAt,
    },
    mail: isShown
      ? null
      : await preparePasswordMail(settings.seal)({ template, to, values }, { password }, expiresAt),
    shown: isShown ? password : null,
  };
}

/** Stores it in the caller's transaction, which has locked or inserted the user. Every way that was made before is dead. */
export async function storeFirstPassword(
  tx: EntityManager,
  { userId, code, oneOff, mail }: NewFirstPassword,
  actor: string,
  at: Date,
): Promise<void> {
  await killPasswordCodes(tx, userId);
  if (code) await storeCodes(tx, [code]);
  if (oneOff) await saveOneOff(tx, oneOff, at);
  else await voidPassword(tx, userId);
  if (mail) await requestMail(tx, mail, actor);
}

/** The way that somebody who was created was given last. */
export async function firstPasswordOf(manager: EntityManager, userId: string): Promise<FirstPasswordWay> {
  const [oneOff] = await manager.query<{ shown: boolean }[]>(
    `select shown from credential where user_id = $1 and kind = 'one_off'`,
    [userId],
  );
  if (!oneOff) return 'welcome_link';
  return oneOff.shown ? 'one_off_shown' : 'one_off_mail';
}
