import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { secretMailTemplates } from '@tenantry/contracts';
import type { Attempt, ClaimedMail, MailTemplate, NewMail } from './mail';

const crashed =
  'The service stopped while it was sending this mail; whether the mail server had taken it is not known.';

const isSecret = (template: MailTemplate): boolean =>
  (secretMailTemplates as readonly string[]).includes(template);

/**
 * Writes the mail down as `ready`, with its Message-ID for good, in the caller's transaction. A second mail of the same
 * cause, template and address is not written.
 * @param messageIdHost the right-hand side of the Message-ID (RFC 5322 section 3.6.4)
 */
export async function insertMail(tx: EntityManager, messageIdHost: string, mail: NewMail): Promise<void> {
  const mailId = mail.mailId ?? randomUUID();
  await tx.query(
    `insert into mails (mail_id, cause_id, template, user_id, recipient, language, "values", secret, sealed, expires_at,
       message_id, traceparent, organization_id)
     values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9, $10, $11, $12, $13)
     on conflict do nothing`,
    [
      mailId,
      mail.causeId,
      mail.template,
      mail.userId,
      mail.to,
      mail.language,
      JSON.stringify(mail.values),
      isSecret(mail.template),
      mail.sealed,
      mail.expiresAt,
      `<${mailId}@${messageIdHost}>`,
      mail.traceparent,
      mail.organizationId ?? null,
    ],
  );
}

/**
 * Writes down how the attempt went and deletes the sealed link unless the mail is to be tried again.
 * @returns false where the claim is no longer this one: its lease ran out and the mail was taken up again
 */
export async function finishAttempt(
  manager: EntityManager,
  mail: ClaimedMail,
  attempt: Attempt,
): Promise<boolean> {
  const claim = [mail.mailId, mail.owner];
  const [, changed] = await (() => {
    switch (attempt.result) {
      case 'sent':
        return manager.query<[unknown, number]>(
          `update mails set state = 'sent', sent_at = now(), sealed = null, last_error = null
           where mail_id = $1 and owner = $2`,
          claim,
        );
      case 'failed':
        return manager.query<[unknown, number]>(
          `update mails set state = 'failed', sealed = null, last_error = $3, refused_at = case when $4 then now() end
           where mail_id = $1 and owner = $2 and state = 'sending'`,
          [...claim, attempt.error, attempt.bounces ?? false],
        );
      case 'unknown':
        // A code is sent again with the same Message-ID, any other mail is left to a person.
        return manager.query<[unknown, number]>(
          `update mails set state = case when secret then 'ready' else 'unknown' end, last_error = $3,
             due_at = least(now() + make_interval(secs => $4), coalesce(expires_at, 'infinity'))
           where mail_id = $1 and owner = $2 and state = 'sending'`,
          [...claim, attempt.error, attempt.waitSeconds],
        );
      case 'later':
        // A mail with a link comes up again at the latest when the link ends, so that it is deleted.
        return manager.query<[unknown, number]>(
          `update mails set state = 'ready', last_error = $3,
             due_at = least(now() + make_interval(secs => $4), coalesce(expires_at, 'infinity'))
           where mail_id = $1 and owner = $2 and state = 'sending'`,
          [...claim, attempt.error, attempt.waitSeconds],
        );
      default:
        return attempt satisfies never;
    }
  })();
  return changed > 0;
}

/**
 * Takes up the mails that a crash has left as `sending`: codes are sent again with the same Message-ID, so that a
 * mailbox can tell the double (RFC 7352); other mails become `unknown` and wait for a person.
 */
export async function recoverAbandoned(manager: EntityManager): Promise<{ mailId: string; state: string }[]> {
  return manager.query<{ mailId: string; state: string }[]>(
    `with recovered as (
       update mails set state = case when secret then 'ready' else 'unknown' end, due_at = now(), last_error = $1
       where state = 'sending' and lease_until <= now()
       returning mail_id, state
     )
     select mail_id as "mailId", state from recovered`,
    [crashed],
  );
}
