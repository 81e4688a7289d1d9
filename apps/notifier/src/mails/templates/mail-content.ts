import type { Language } from '@tenantry/contracts';
import type { Contact } from '../../organizations/key-users';

/** What every mail says of the installation that it comes from. */
export type Product = {
  name: string;
  /** The installation's name; shown unless it is `production`. */
  environment: string;
  /** The console, where one signs in. */
  consoleUrl: string;
  /** IANA name of the zone in which times are given. */
  timeZone: string;
  links: { imprint: string | undefined; dataProtection: string | undefined; terms: string | undefined };
};

/** What a template makes a mail of. */
export type MailFacts = {
  language: Language;
  values: Record<string, string>;
  /** The opened link; `null` where the mail carries none. */
  link: string | null;
  /** The opened one-off password; `null` where the mail carries none. */
  password: string | null;
  expiresAt: Date | null;
  now: Date;
  product: Product;
  /** Whom the recipient can ask (C13); nobody where none are named. */
  contacts: readonly Contact[];
};

/** A mail in words, before it is laid out. */
export type MailContent = {
  subject: string;
  paragraphs: string[];
  /** What a person has written: a reason, a comment. */
  quote?: { label: string; text: string } | undefined;
  action?: { label: string; link: string } | undefined;
  /** Smaller, after the action. */
  notes: string[];
  /** Whether it names whom to ask, where there is anybody. */
  namesContacts?: boolean;
  /** Whether it greets the user by name: not where somebody else may read it. */
  greetsByName?: boolean;
};
