import { useTranslation } from 'react-i18next';
import type { OrganizationPolicies } from '../api/organizations';

export const policyNames = [
  'firstPassword',
  'invitationValidDays',
  'welcomeValidHours',
  'oneOffValidHours',
  'resetValidHours',
  'idleSeconds',
  'inactivityDays',
  'supportEmail',
  'tellMirrored',
] as const satisfies (keyof OrganizationPolicies['policies'])[];
export type PolicyName = (typeof policyNames)[number];
type Own = { [Name in PolicyName]: OrganizationPolicies['policies'][Name]['own'] };

/** The ways to the first password, in the order of a list. */
export const firstPasswords = ['invitation', 'welcome_link', 'one_off_mail', 'one_off_shown'] as const;
type FirstPassword = (typeof firstPasswords)[number];
const isFirstPassword = (text: unknown): text is FirstPassword =>
  (firstPasswords as readonly unknown[]).includes(text);

/** The values that the organization itself has set; `null` inherits. */
export const ownPolicies = ({ policies }: Pick<OrganizationPolicies, 'policies'>): Own => ({
  invitationValidDays: policies.invitationValidDays.own,
  idleSeconds: policies.idleSeconds.own,
  supportEmail: policies.supportEmail.own,
  tellMirrored: policies.tellMirrored.own,
  welcomeValidHours: policies.welcomeValidHours.own,
  resetValidHours: policies.resetValidHours.own,
  oneOffValidHours: policies.oneOffValidHours.own,
  firstPassword: policies.firstPassword.own,
  inactivityDays: policies.inactivityDays.own,
});

/** The bounds that the services set. */
export const bounds = {
  invitationValidDays: { least: 1, most: 30 },
  idleSeconds: { least: 60, most: 86_400 },
  welcomeValidHours: { least: 1, most: 720 },
  resetValidHours: { least: 1, most: 720 },
  oneOffValidHours: { least: 1, most: 720 },
  inactivityDays: { least: 7, most: 1000 },
} as const;

/**
 * Reads what was typed for a policy.
 * @returns the value; `undefined` where the text is none
 */
export function readPolicy(policy: PolicyName, typed: string): Partial<Own> | undefined {
  const text = typed.trim();
  if (policy === 'supportEmail') return text ? { supportEmail: text } : undefined;
  if (policy === 'tellMirrored') return { tellMirrored: text === 'true' };
  if (policy === 'firstPassword') return isFirstPassword(text) ? { firstPassword: text } : undefined;
  if (!/^\d{1,6}$/.test(text)) return undefined;
  const value = Number(text);
  // Nobody is deactivated, ever.
  if (policy === 'inactivityDays' && value === 0) return { inactivityDays: 0 };
  const { least, most } = bounds[policy];
  return value >= least && value <= most ? { [policy]: value } : undefined;
}

/** @returns a function that says a policy's value in words */
export function usePolicyText(): (policy: PolicyName, value: number | string | boolean | null) => string {
  const { t } = useTranslation();
  return (policy, value) => {
    if (isFirstPassword(value)) return t(`policy.firstPassword.${value}`);
    if (typeof value === 'string') return value;
    if (typeof value === 'boolean') return t(value ? 'policy.yes' : 'policy.no');
    if (value === null) return t('organization.notKnown');
    if (policy === 'inactivityDays' && value === 0) return t('policy.never');
    if (policy === 'invitationValidDays' || policy === 'inactivityDays')
      return t('policy.days', { count: value });
    if (policy !== 'idleSeconds') return t('policy.hours', { count: value });
    return value % 60 === 0
      ? t('policy.minutes', { count: value / 60 })
      : t('policy.seconds', { count: value });
  };
}
