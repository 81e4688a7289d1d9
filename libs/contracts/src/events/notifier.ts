import { z } from 'zod';
import { defineCommand } from '../define';
import { languageSchema } from '../values';

const entryMails = ['invitation', 'verify_email'] as const;
const passwordMails = ['welcome', 'one_off_password', 'password_reset', 'password_forgotten'] as const;
/** Mails that carry a link or a password, and so a secret: they are asked for by command and never follow from an event. */
export const secretMailTemplates = [...entryMails, ...passwordMails] as const;
/** Mails that tell of something and carry no secret. */
export const plainMailTemplates = [
  'already_registered',
  'blocked',
  'unblocked',
  'deactivated',
  'reactivated',
  'removed',
  'email_replaced',
  'email_changed',
  'support_report',
  'mirrored',
  'password_refused',
  'password_changed',
  'inactivity_warning',
  'last_master_inactive',
  'new_device',
] as const;

/**
 * Send one mail. `sealed` is a JWE (compact, ECDH-ES+A256KW, A256GCM) to the notifier's public key whose plaintext is
 * `{ "link": "https://…" }` and whose protected header names `mailId`, `to` and `exp`; absent where the mail has no secret.
 * The command expires with its link: that is the time that the mail names.
 */
export const sendMail = defineCommand('notifier.command.send-mail.v1', 'Send a mail', {
  mailId: z.uuid(),
  template: z.enum([...entryMails, 'already_registered']),
  /** The user whom the mail is about; `null` where there is none yet. */
  userId: z.uuid().nullable(),
  /** Whose key users the mail names (C13); the user's own where it is not said. */
  organizationId: z.uuid().optional(),
  to: z.email(),
  language: languageSchema,
  /** What the template shows besides the link: `invitation` takes `organizationName` and `inviterName`, the others nothing. */
  values: z.record(z.string(), z.string()),
  sealed: z.string().nullable(),
});

/** Why a new password would not help somebody who asks for one. */
export type PasswordRefusal =
  | 'blocked'
  | 'inactive'
  | 'inactive_manual'
  | 'inactive_inactivity'
  | 'invited'
  | 'created'
  | 'organization_suspended'
  | 'organization_closed';

/**
 * Send one mail about the way to a password. As {@link sendMail}; the sealed plaintext of `one_off_password` is
 * `{ "password": "…" }`.
 */
export const sendPasswordMail = defineCommand(
  'notifier.command.send-password-mail.v1',
  'Send a mail about a password',
  {
    mailId: z.uuid(),
    template: z.enum([...passwordMails, 'password_refused']),
    userId: z.uuid(),
    to: z.email(),
    language: languageSchema,
    /**
     * What the template shows besides the secret: all of them `userName`; `welcome` and `one_off_password` also
     * `organizationName` and `creatorName`, `password_reset` `administratorName`, `password_refused` `why` (a
     * {@link PasswordRefusal}), `since` (ISO 8601) and `contacts`.
     */
    values: z.record(z.string(), z.string()),
    sealed: z.string().nullable(),
  },
);

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

/** Tell a user of a sign-in with their password from a device from which nobody had signed in to the account (C12). */
export const mailNewDevice = defineCommand(
  'notifier.command.mail-new-device.v1',
  'Tell a user of a sign-in from a new device',
  {
    userId: z.uuid(),
    to: z.email(),
    language: languageSchema,
    signedInAt: z.iso.datetime(),
    /** Such as `Firefox` and `Windows`, where they are known. */
    browser: z.string().nullable(),
    system: z.string().nullable(),
  },
);

/**
 * Tell a master that an organization below theirs has one active master left, who has not signed in for long (L7): the rule
 * would have deactivated them.
 */
export const mailLastMaster = defineCommand(
  'notifier.command.mail-last-master.v1',
  'Tell a master of an inactive last master below',
  {
    /** Who is told. */
    userId: z.uuid(),
    organizationName: z.string(),
    masterName: z.string(),
    masterUserName: z.string(),
  },
);

/** Mail a report about a user to support (L4), with the facts that support needs to find the account. */
export const mailSupportReport = defineCommand(
  'notifier.command.mail-support-report.v1',
  'Mail a report to support',
  {
    userId: z.uuid(),
    organizationId: z.uuid(),
    to: z.email(),
    /** The reporter's: support is not known as a user. */
    language: languageSchema,
    userName: z.string(),
    name: z.string(),
    email: z.string(),
    organizationName: z.string(),
    reporterName: z.string(),
    reporterEmail: z.string(),
    text: z.string(),
  },
);
