import { useTranslation } from 'react-i18next';
import type { OrganizationPolicies } from '../api/organizations';

export const policyNames = ['invitationValidDays', 'idleSeconds', 'supportEmail', 'tellMirrored'] as const;
export type PolicyName = (typeof policyNames)[number];
type Own = {
  invitationValidDays: number | null;
  idleSeconds: number | null;
  supportEmail: string | null;
  tellMirrored: boolean | null;
};

/** The values that the organization itself has set; `null` inherits. */
export const ownPolicies = ({ policies }: Pick<OrganizationPolicies, 'policies'>): Own => ({
  invitationValidDays: policies.invitationValidDays.own,
  idleSeconds: policies.idleSeconds.own,
  supportEmail: policies.supportEmail.own,
  tellMirrored: policies.tellMirrored.own,
});

/** The bounds that the services set. */
export const bounds = {
  invitationValidDays: { least: 1, most: 30 },
  idleSeconds: { least: 60, most: 86_400 },
} as const;

/**
 * Reads what was typed for a policy.
 * @returns the value; `undefined` where the text is none
 */
export function readPolicy(policy: PolicyName, typed: string): Partial<Own> | undefined {
  const text = typed.trim();
  if (policy === 'supportEmail') return text ? { supportEmail: text } : undefined;
  if (policy === 'tellMirrored') return { tellMirrored: text === 'true' };
  if (!/^\d{1,6}$/.test(text)) return undefined;
  const value = Number(text);
  const { least, most } = bounds[policy];
  return value >= least && value <= most ? { [policy]: value } : undefined;
}

/** @returns a function that says a policy's value in words */
export function usePolicyText(): (policy: PolicyName, value: number | string | boolean | null) => string {
  const { t } = useTranslation();
  return (policy, value) => {
    if (typeof value === 'string') return value;
    if (typeof value === 'boolean') return t(value ? 'policy.yes' : 'policy.no');
    if (value === null) return t('organization.notKnown');
    if (policy === 'invitationValidDays') return t('policy.days', { count: value });
    return value % 60 === 0
      ? t('policy.minutes', { count: value / 60 })
      : t('policy.seconds', { count: value });
  };
}
