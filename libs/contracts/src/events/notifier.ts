import { z } from 'zod';
import { defineCommand } from '../define';
import { languageSchema } from '../values';

/** Mails that carry a link, and so a secret: they are asked for by command and never follow from an event. */
export const secretMailTemplates = ['invitation', 'verify_email'] as const;
/** Mails that tell of something and carry no secret. */
export const plainMailTemplates = ['already_registered', 'blocked', 'unblocked', 'mirrored'] as const;

/**
 * Send one mail. `sealed` is a JWE (compact, ECDH-ES+A256KW, A256GCM) to the notifier's public key whose plaintext is
 * `{ "link": "https://…" }` and whose protected header names `mailId`, `to` and `exp`; absent where the mail has no secret.
 * The command expires with its link: that is the time that the mail names.
 */
export const sendMail = defineCommand('notifier.command.send-mail.v1', 'Send a mail', {
  mailId: z.uuid(),
  template: z.enum([...secretMailTemplates, 'already_registered']),
  /** The user whom the mail is about; `null` where there is none yet. */
  userId: z.uuid().nullable(),
  to: z.email(),
  language: languageSchema,
  /** What the template shows besides the link: `invitation` takes `organizationName` and `inviterName`, the others nothing. */
  values: z.record(z.string(), z.string()),
  sealed: z.string().nullable(),
});

/** Tell a user that somebody began to act through their account (A11), where a policy of the organization says so. */
export const mailMirrored = defineCommand(
  'notifier.command.mail-mirrored.v1',
  'Tell a user that somebody acts as them',
  {
    userId: z.uuid(),
    to: z.email(),
    language: languageSchema,
    byName: z.string(),
    startedAt: z.iso.datetime(),
    /** When it ends by itself. */
    until: z.iso.datetime(),
    reason: z.string(),
  },
);
