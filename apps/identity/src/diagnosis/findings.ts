import type { Diagnosis, DiagnosisCode } from '@tenantry/contracts';
import { isEmail, oddities, type UserState } from '@tenantry/domain';
import type { CodePurpose } from '../credentials/codes';
import { isDisposable } from '../mails/disposable';
import type { Standing } from '../organizations/standing';

export type Finding = Diagnosis['findings'][number];
export type OpenCode = { purpose: CodePurpose; expiresAt: Date };
export type OneOffState = { state: 'open' | 'used' | 'expired'; until: Date };

/** What is known of a user at a time. */
export type Known = {
  user: UserState;
  standing: Standing | null;
  codes: readonly OpenCode[];
  credential: 'set' | 'none' | OneOffState;
  failedSignIns: Diagnosis['failedSignIns'];
  at: Date;
};

const problem = (code: DiagnosisCode, mend: Finding['mend'], facts: Finding['facts'] = {}): Finding => ({
  code,
  level: 'problem',
  facts,
  mend,
});
const notice = (code: DiagnosisCode, mend: Finding['mend'], facts: Finding['facts'] = {}): Finding => ({
  ...problem(code, mend, facts),
  level: 'notice',
});
const told = (date: Date | null): string | null => date?.toISOString() ?? null;

/** What stands in the way, what keeps somebody out first; nothing of somebody removed but that. */
export function findingsOf(known: Known): Finding[] {
  const { user } = known;
  if (user.status === 'removed')
    return [problem('status.removed', 'invite_again', { since: told(user.removedAt) })];
  return [
    ...ofStatus(known),
    ...ofWaysIn(known),
    ...ofFailed(known),
    ...ofEmail(user.email),
    ...ofSpelling('user_name', user.userName),
  ];
}

/** What is left for whoever may not see the sessions: nothing of refused sign-ins and links, nor what follows from these. */
export const withoutSignIns = (findings: readonly Finding[]): Finding[] =>
  findings
    .filter(({ code }) => code !== 'sign_in.failed' && !code.startsWith('link.'))
    .map((finding) => (finding.code.startsWith('password.') ? { ...finding, mend: null } : finding));

function ofStatus({ user, standing }: Known): Finding[] {
  const found: Finding[] = [];
  if (standing && standing.status !== 'active')
    found.push(
      problem(`organization.${standing.status}`, 'reopen_organization', { since: told(standing.since) }),
    );
  if (user.status === 'blocked')
    found.push(
      problem('status.blocked', 'unblock', { reason: user.blockedReason, since: told(user.blockedAt) }),
    );
  if (user.status === 'inactive' && user.inactiveCause) {
    const { inactiveCause: cause, inactiveReason: reason, inactiveAt } = user;
    found.push(problem('status.inactive', 'activate', { cause, reason, since: told(inactiveAt) }));
  }
  return found;
}

/** How somebody who has no password comes to one, and what has run out of it. */
function ofWaysIn({ user, codes, credential, at }: Known): Finding[] {
  if (user.status !== 'active' && user.status !== 'pending') return [];
  const links = codes.map(({ purpose, expiresAt }) => ({ purpose, until: expiresAt }));
  const open = links
    .filter(({ until }) => until > at)
    .map(({ purpose, until }) =>
      notice('link.open', 'open_last_mail', { purpose, until: until.toISOString() }),
    );
  const found: Finding[] = [];
  const waits = open.length > 0 || (typeof credential === 'object' && credential.state === 'open');
  if (user.status === 'pending') found.push(problem('status.pending', waits ? null : 'resend'));
  if (typeof credential === 'object') {
    const code = `password.one_off_${credential.state}` as const;
    const facts = { until: credential.until.toISOString() };
    found.push(
      credential.state === 'open'
        ? notice(code, 'open_last_mail', facts)
        : problem(code, open.length > 0 ? 'open_last_mail' : 'reset_password', facts),
    );
  }
  if (user.status === 'active' && credential === 'none')
    found.push(problem('password.none', open.length > 0 ? 'open_last_mail' : 'reset_password'));
  if (open.length === 0 && credential === 'none') found.push(...expired(links, user));
  return [...found, ...open];
}

/** The newest link that has run out; an invitation whose code is forgotten already is one too. */
function expired(
  [newest]: readonly { purpose: CodePurpose; until: Date }[],
  { invitationExpiresAt, status }: UserState,
): Finding[] {
  const invitation = { purpose: 'invitation' as const, until: invitationExpiresAt };
  const { purpose, until } = newest ?? invitation;
  if (!until) return [];
  const mend = status === 'pending' ? 'resend' : 'reset_password';
  return [problem('link.expired', mend, { purpose, until: until.toISOString() })];
}

/** Refused sign-ins since the last that was not. */
function ofFailed({ user: { status, lastSignInAt }, failedSignIns: [last] }: Known): Finding[] {
  if (!last || (lastSignInAt && Date.parse(last.lastAt) < lastSignInAt.getTime())) return [];
  const { reason, times, lastAt: since } = last;
  const facts = { reason, times, since };
  // What else refused them is a finding of its own, as far as it still does.
  if (reason !== 'wrong_password' && reason !== 'no_password') return [notice('sign_in.failed', null, facts)];
  return [problem('sign_in.failed', status === 'active' ? 'reset_password' : null, facts)];
}

function ofEmail(email: string): Finding[] {
  const spelled = ofSpelling('email', email);
  if (!isEmail(email)) return [problem('email.malformed', 'correct_email'), ...spelled];
  return isDisposable(email) ? [problem('email.disposable', 'correct_email'), ...spelled] : spelled;
}

/** Addresses are stored in their normal form, so anything else was written otherwise; a user name may have capitals. */
function ofSpelling(what: 'email' | 'user_name', text: string): Finding[] {
  const mend = what === 'email' ? 'correct_email' : 'report_user_name';
  return oddities(text).map(({ kind, characters }) =>
    kind === 'upper_case' && what === 'user_name'
      ? notice('user_name.upper_case', null, { characters })
      : problem(`${what}.${kind}`, mend, { characters }),
  );
}
