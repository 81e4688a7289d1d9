import type { Contact } from '../organizations/key-users';
import type { Language, plainMailTemplates, secretMailTemplates } from '@tenantry/contracts';

export type MailTemplate = (typeof secretMailTemplates | typeof plainMailTemplates)[number];

/** A mail that is to be sent, as it is written down. */
export type NewMail = {
  /** The same for every mail of the same cause; a new one where the cause does not name it. */
  mailId?: string;
  /** The event or command that asks for it: one mail a cause, template and address. */
  causeId: string;
  template: MailTemplate;
  /** Whom the mail is about; `null` where there is no user yet. */
  userId: string | null;
  /** Whose key users it names, where the user may not be known here yet. */
  organizationId?: string | undefined;
  to: string;
  language: Language;
  values: Record<string, string>;
  /** The sealed link of a mail that carries one. */
  sealed: string | null;
  /** After it the mail is not sent any more; for a mail with a link, until when the link is valid. */
  expiresAt: Date | null;
  /** W3C Trace Context of what caused the mail. */
  traceparent: string | null;
};

/** A mail that this replica has claimed for one attempt. */
export type ClaimedMail = {
  mailId: string;
  template: MailTemplate;
  to: string;
  language: Language;
  values: Record<string, string>;
  sealed: string | null;
  secret: boolean;
  expiresAt: Date | null;
  messageId: string;
  /** The attempt that this is, 1 at the first. */
  attempts: number;
  traceparent: string | null;
  createdAt: Date;
  /** The user's names, where they are known. */
  firstName: string | null;
  lastName: string | null;
  /** The key users of the user's organization, as they are now. */
  contacts: Contact[];
  /** The token of this claim: only its holder may say how the attempt went. */
  owner: string;
  /** The database's clock at the claim. */
  now: Date;
};

/** What the attempt to send a mail came to. */
export type Attempt =
  /** The mail server has taken it. */
  | { result: 'sent' }
  /** It will never be sent: the mail server refuses it for good, or it has expired. `bounces`: nobody is reached at its address. */
  | { result: 'failed'; error: string; bounces?: boolean }
  /** Not this time; the mail server has certainly not taken it. */
  | { result: 'later'; error: string; waitSeconds: number }
  /** The connection broke after the whole mail had been handed over and before the answer came. */
  | { result: 'unknown'; error: string; waitSeconds: number };
