import type { Language } from '@tenantry/contracts';
import { texts } from '../texts';
import type { MailContent, MailFacts } from './mail-content';

/** Everything that stands in a mail, in the order of the layout; HTML and text are made of the same words. */
export type MailWords = Required<Pick<MailContent, 'subject' | 'paragraphs' | 'notes'>> &
  Pick<MailContent, 'quote' | 'action'> & {
    language: Language;
    product: string;
    /** Unless it is production: which environment, and what that means. */
    environment: { badge: string; note: string } | null;
    /** Whom to ask: what that is, and names with addresses. */
    contacts: { label: string; people: { name: string | null; email: string }[] } | null;
    greeting: string;
    linkFallback: string;
    automatic: string;
    links: { label: string; href: string }[];
  };

/** @param name the recipient's name; `null` where it is not known */
export function mailWordsOf(
  { subject, paragraphs, quote, action, notes, namesContacts = false, greetsByName = true }: MailContent,
  {
    language,
    name,
    product,
    contacts,
  }: Pick<MailFacts, 'language' | 'product' | 'contacts'> & { name: string | null },
): MailWords {
  const t = texts(language, 'layout');
  const { environment } = product;
  const links = [
    { label: t('imprint'), href: product.links.imprint },
    { label: t('dataProtection'), href: product.links.dataProtection },
    { label: t('terms'), href: product.links.terms },
  ];
  return {
    language,
    product: product.name,
    environment:
      environment === 'production'
        ? null
        : { badge: t('environment', { environment }), note: t('environmentNote', { environment }) },
    // Names are typed by people: on one line, so that none can begin a header of its own (RFC 5322 section 2.2).
    subject: oneLine(subject),
    greeting: oneLine(name && greetsByName ? t('greetingNamed', { name }) : t('greeting')),
    paragraphs: paragraphs.map(oneLine),
    quote: quote && { ...quote, text: visible(quote.text).trim() },
    action,
    notes: notes.map(oneLine),
    contacts:
      namesContacts && contacts.length > 0
        ? {
            label: t('contacts'),
            people: contacts.map((person) => ({ ...person, name: person.name && oneLine(person.name) })),
          }
        : null,
    linkFallback: t('linkFallback'),
    automatic: t('automatic', { product: product.name }),
    links: links.flatMap(({ label, href }) => (href ? [{ label, href }] : [])),
  };
}

const lineBreak = /\r\n?|[\u0085\u2028\u2029]/g;
/** Control characters, and the marks that turn the writing direction: they hide what a text says (Unicode TR 36). */
const hidden = /[^\P{Cc}\t\n]|[\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

const visible = (text: string): string => text.replace(lineBreak, '\n').replace(hidden, '');
const oneLine = (text: string): string => visible(text).replace(/\s+/gu, ' ').trim();
