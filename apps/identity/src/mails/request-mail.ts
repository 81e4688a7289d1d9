import { randomUUID } from 'node:crypto';
import { type CommandDataOf, sendMail } from '@tenantry/contracts';
import { sendCommand } from '@tenantry/messaging';
import type { Seal } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';

type Mail = Omit<CommandDataOf<typeof sendMail>, 'mailId' | 'sealed'>;

/** A mail that is ready to be asked for. Its link, if it has one, is readable to the notifier alone. */
export type PreparedMail = { data: CommandDataOf<typeof sendMail>; expiresAt: Date };

/** Seals the link; done before the transaction, which then holds its locks for no longer than the database needs. */
export const prepareSecretMail =
  (seal: Seal) =>
  async (mail: Mail, { link, expiresAt }: { link: string; expiresAt: Date }): Promise<PreparedMail> => {
    const mailId = randomUUID();
    const sealed = await seal({ link }, { mailId, to: mail.to, expiresAt });
    return { data: { ...mail, mailId, sealed }, expiresAt };
  };

/** Asks the notifier for a mail, in the caller's transaction. `actor` is who caused it. */
export const requestMail = (
  tx: EntityManager,
  { data, expiresAt }: PreparedMail,
  actor: string,
): Promise<string> => sendCommand(tx, sendMail, data, { actor, expiresAt });

const dayMs = 24 * 3_600_000;

/** Tells the holder of an address that somebody wanted to open an account with it or to invite it. */
export function alreadyRegisteredMail(
  holder: { id: string; email: string; language: string },
  at: Date,
): PreparedMail {
  return {
    data: {
      mailId: randomUUID(),
      template: 'already_registered',
      userId: holder.id,
      to: holder.email,
      language: holder.language as Mail['language'],
      values: {},
      sealed: null,
    },
    expiresAt: new Date(at.getTime() + dayMs),
  };
}
