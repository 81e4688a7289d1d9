import type { Decision } from '@tenantry/contracts';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserProfile } from '../api/identity';
import type { UserAccess } from '../api/tenancy';

type Act = UserAccess['acts'][number]['act'];

/** @returns a function that says why something is refused and what would mend it; `null` where it is allowed */
export function useReason(): (decision: Decision | undefined) => string | null {
  const { t } = useTranslation();
  return useCallback(
    (decision) => {
      if (!decision) return t('rule.permission_missing');
      return decision.allowed ? null : `${t(`rule.${decision.rule}`)} ${t(`mend.${decision.mend}`)}`;
    },
    [t],
  );
}

/** @returns a function that says why an act on a user is refused; `null` where it is allowed */
export function useRefusal(): (access: UserAccess, act: Act) => string | null {
  const reason = useReason();
  return (access, act) => reason(access.acts.find((one) => one.act === act)?.decision);
}

/** Which of the two acts fits the user's status. */
export const fittingAct = (user: UserProfile): 'user.block' | 'user.unblock' =>
  user.status === 'blocked' ? 'user.unblock' : 'user.block';
