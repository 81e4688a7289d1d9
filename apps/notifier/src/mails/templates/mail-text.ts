import type { MailWords } from './mail-words';

/** The text part: the same words as the HTML, each link behind what it is for. */
export function mailText(words: MailWords): string {
  const { environment, quote, action, contacts } = words;
  const lines = [
    environment && `[${environment.badge}]`,
    words.greeting,
    ...words.paragraphs,
    quote && `${quote.label}:\n${quote.text.replace(/^/gm, '> ')}`,
    action && `${action.label}:\n${action.link}`,
    ...words.notes,
    contacts &&
      [
        contacts.label,
        ...contacts.people.map(({ name, email }) => (name ? `- ${name}, ${email}` : `- ${email}`)),
      ].join('\n'),
    '--',
    environment?.note,
    words.automatic,
    ...words.links.map(({ label, href }) => `${label}: ${href}`),
  ];
  return `${lines.filter(Boolean).join('\n\n')}\n`;
}
