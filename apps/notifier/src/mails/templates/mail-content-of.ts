import type { MailTemplate } from '../mail';
import { alreadyRegistered } from './already-registered.mail';
import { blocked } from './blocked.mail';
import { invitation } from './invitation.mail';
import type { MailContent, MailFacts } from './mail-content';
import { mirrored } from './mirrored.mail';
import { unblocked } from './unblocked.mail';
import { verifyEmail } from './verify-email.mail';

/**
 * The mail in words.
 * @throws {TypeError} where the template needs a link and there is none
 */
export function mailContentOf(template: MailTemplate, facts: MailFacts): MailContent {
  const withLink = () => {
    if (facts.link === null) throw new TypeError(`A mail of the template ${template} needs a link.`);
    return { ...facts, link: facts.link };
  };
  switch (template) {
    case 'invitation':
      return invitation(withLink());
    case 'verify_email':
      return verifyEmail(withLink());
    case 'already_registered':
      return alreadyRegistered(facts);
    case 'blocked':
      return blocked(facts);
    case 'unblocked':
      return unblocked(facts);
    case 'mirrored':
      return mirrored(facts);
    default:
      return template satisfies never;
  }
}
