import type { UserState } from '@tenantry/domain';
import { preparePasswordMail, type PreparedMail } from '../mails/request-mail';
import { linkOf, newCode, type StoredCode } from './codes';
import type { PasswordSettings } from './password-settings';

/** A code that leads to a password, and the mail that carries it as a link. */
export type PasswordLink = { code: StoredCode; mail: PreparedMail; expiresAt: Date };

/** Who gets it. */
export type Addressee = Pick<UserState, 'id' | 'email' | 'userName' | 'language'>;

const links = {
  welcome: { template: 'welcome', validMs: (s: PasswordSettings) => s.welcomeValidHours * 3_600_000 },
  reset: { template: 'password_reset', validMs: (s: PasswordSettings) => s.resetValidHours * 3_600_000 },
  forgotten: {
    template: 'password_forgotten',
    validMs: (s: PasswordSettings) => s.forgottenValidMinutes * 60_000,
  },
} as const;

/**
 * Makes a link with which the user chooses a password; stores nothing.
 * @param values what the mail shows besides the link and the user name
 */
export async function newPasswordLink(
  settings: PasswordSettings,
  purpose: keyof typeof links,
  to: Addressee,
  values: Record<string, string>,
  at: Date,
): Promise<PasswordLink> {
  const { template, validMs } = links[purpose];
  const expiresAt = new Date(at.getTime() + validMs(settings));
  const { code, hash } = newCode(settings.environment);
  const mail = await preparePasswordMail(settings.seal)(
    { template, to, values },
    { link: linkOf(settings.publicUrl, purpose, code) },
    expiresAt,
  );
  return { code: { purpose, hash, owner: { userId: to.id }, createdAt: at, expiresAt }, mail, expiresAt };
}
