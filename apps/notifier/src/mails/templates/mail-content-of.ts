import type { MailTemplate } from '../mail';
import { alreadyRegistered } from './already-registered.mail';
import { blocked } from './blocked.mail';
import { deactivated } from './deactivated.mail';
import { emailChanged } from './email-changed.mail';
import { emailReplaced } from './email-replaced.mail';
import { inactivityWarning } from './inactivity-warning.mail';
import { invitation } from './invitation.mail';
import { lastMasterInactive } from './last-master-inactive.mail';
import type { MailContent, MailFacts } from './mail-content';
import { mirrored } from './mirrored.mail';
import { newDevice } from './new-device.mail';
import { oneOffPassword } from './one-off-password.mail';
import { passwordChanged } from './password-changed.mail';
import { passwordForgotten } from './password-forgotten.mail';
import { passwordRefused } from './password-refused.mail';
import { passwordReset } from './password-reset.mail';
import { reactivated } from './reactivated.mail';
import { removed } from './removed.mail';
import { supportReport } from './support-report.mail';
import { unblocked } from './unblocked.mail';
import { verifyEmail } from './verify-email.mail';
import { welcome } from './welcome.mail';

/**
 * The mail in words.
 * @throws {TypeError} where the template needs a link or a password and there is none
 */
export function mailContentOf(template: MailTemplate, facts: MailFacts): MailContent {
  const withLink = () => {
    if (facts.link === null) throw new TypeError(`A mail of the template ${template} needs a link.`);
    return { ...facts, link: facts.link };
  };
  const withPassword = () => {
    if (facts.password === null) throw new TypeError(`A mail of the template ${template} needs a password.`);
    return { ...facts, password: facts.password };
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
    case 'deactivated':
      return deactivated(facts);
    case 'reactivated':
      return reactivated(facts);
    case 'removed':
      return removed(facts);
    case 'email_replaced':
      return emailReplaced(facts);
    case 'email_changed':
      return emailChanged(facts);
    case 'support_report':
      return supportReport(facts);
    case 'mirrored':
      return mirrored(facts);
    case 'welcome':
      return welcome(withLink());
    case 'one_off_password':
      return oneOffPassword(withPassword());
    case 'password_reset':
      return passwordReset(withLink());
    case 'password_forgotten':
      return passwordForgotten(withLink());
    case 'password_refused':
      return passwordRefused(facts);
    case 'password_changed':
      return passwordChanged(facts);
    case 'inactivity_warning':
      return inactivityWarning(facts);
    case 'last_master_inactive':
      return lastMasterInactive(facts);
    case 'new_device':
      return newDevice(facts);
    default:
      return template satisfies never;
  }
}
