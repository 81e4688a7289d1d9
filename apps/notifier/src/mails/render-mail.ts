import type { MailTemplate } from './mail';
import type { MailFacts } from './templates/mail-content';
import { mailContentOf } from './templates/mail-content-of';
import type * as MailHtml from './templates/mail-html';
import { mailText } from './templates/mail-text';
import { mailWordsOf } from './templates/mail-words';

export type RenderedMail = { subject: string; html: string; text: string };

/**
 * A mail as it is sent: in the recipient's language, as HTML and as text.
 * @param facts `name`: the recipient's, for the greeting; `null` where it is not known
 * @throws {TypeError} where the template needs a link or a password and there is none
 */
export async function renderMail(
  template: MailTemplate,
  facts: MailFacts & { name: string | null },
): Promise<RenderedMail> {
  const words = mailWordsOf(mailContentOf(template, facts), facts);
  // React and its mail components take memory that a replica that has sent nothing yet need not hold.
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded with the first mail, see above
  const { mailHtml } = require('./templates/mail-html') as typeof MailHtml;
  return { subject: words.subject, html: await mailHtml(words), text: mailText(words) };
}
