import type { Decision } from '@tenantry/contracts';
import { useTranslation } from 'react-i18next';
import type { UserProfile } from '../api/identity';
import type { UserAccess } from '../api/tenancy';

type Act = UserAccess['acts'][number]['act'];

/** @returns a function that says why an act is refused and what would mend it; `null` where it is allowed */
export function useRefusal(): (access: UserAccess, act: Act) => string | null {
  const { t } = useTranslation();
  return (access, act) => {
    const decision: Decision | undefined = access.acts.find((one) => one.act === act)?.decision;
    if (!decision) return t('rule.permission_missing');
    return decision.allowed ? null : `${t(`rule.${decision.rule}`)} ${t(`mend.${decision.mend}`)}`;
  };
}

/** Which of the two acts fits the user's status. */
export const fittingAct = (user: UserProfile): 'user.block' | 'user.unblock' =>
  user.status === 'blocked' ? 'user.unblock' : 'user.block';
