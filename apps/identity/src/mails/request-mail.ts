import { randomUUID } from 'node:crypto';
import { type AnyCommand, type CommandDataOf, sendMail, sendPasswordMail } from '@tenantry/contracts';
import { sendCommand } from '@tenantry/messaging';
import type { Seal } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';

type Mail = Omit<CommandDataOf<typeof sendMail>, 'mailId' | 'sealed'>;
type PasswordMail = CommandDataOf<typeof sendPasswordMail>;

/** A mail that is ready to be asked for. Its secret, if it has one, is readable to the notifier alone. */
export type PreparedMail = { request: (tx: EntityManager, actor: string) => Promise<string> };

const prepared = <C extends AnyCommand>(
  command: C,
  data: CommandDataOf<C>,
  expiresAt: Date,
): PreparedMail => ({
  request: (tx, actor) => sendCommand(tx, command, data, { actor, expiresAt }),
});

/** Seals the link; done before the transaction, which then holds its locks for no longer than the database needs. */
export const prepareSecretMail =
  (seal: Seal) =>
  async (mail: Mail, { link, expiresAt }: { link: string; expiresAt: Date }): Promise<PreparedMail> => {
    const mailId = randomUUID();
    const sealed = await seal({ link }, { mailId, to: mail.to, expiresAt });
    return prepared(sendMail, { ...mail, mailId, sealed }, expiresAt);
  };

type NewPasswordMail = Pick<PasswordMail, 'template' | 'values'> & {
  to: { id: string; email: string; userName: string; language: string };
};

/** The same for a mail about a password: its secret is a link or a one-off password. */
export const preparePasswordMail =
  (seal: Seal) =>
  async (
    mail: NewPasswordMail,
    secret: { link: string } | { password: string },
    expiresAt: Date,
  ): Promise<PreparedMail> => {
    const data = passwordMailData(mail);
    const sealed = await seal(secret, { mailId: data.mailId, to: data.to, expiresAt });
    return prepared(sendPasswordMail, { ...data, sealed }, expiresAt);
  };

/** A mail about a password that carries no secret. */
export const plainPasswordMail = (mail: NewPasswordMail, expiresAt: Date): PreparedMail =>
  prepared(sendPasswordMail, passwordMailData(mail), expiresAt);

const passwordMailData = ({ template, values, to }: NewPasswordMail): PasswordMail => ({
  mailId: randomUUID(),
  template,
  userId: to.id,
  to: to.email,
  language: to.language as PasswordMail['language'],
  values: { userName: to.userName, ...values },
  sealed: null,
});

/** Asks the notifier for a mail, in the caller's transaction. `actor` is who caused it. */
export const requestMail = (tx: EntityManager, mail: PreparedMail, actor: string): Promise<string> =>
  mail.request(tx, actor);

const dayMs = 24 * 3_600_000;

/** Tells the holder of an address that somebody wanted to open an account with it or to invite it. */
export function alreadyRegisteredMail(
  holder: { id: string; email: string; language: string },
  at: Date,
): PreparedMail {
  return prepared(
    sendMail,
    {
      mailId: randomUUID(),
      template: 'already_registered',
      userId: holder.id,
      to: holder.email,
      language: holder.language as Mail['language'],
      values: {},
      sealed: null,
    },
    new Date(at.getTime() + dayMs),
  );
}
