import type { Decision } from '@tenantry/contracts';
import { useTranslation } from 'react-i18next';
import { useReason } from '../user/decision-text';

/** @returns a function that says why one may not act as a user; `null` where one may. Of ranks more is asked than for other acts. */
export function useMirrorRefusal(): (decision: Decision | undefined) => string | null {
  const { t } = useTranslation();
  const reason = useReason();
  return (decision) =>
    decision && !decision.allowed && decision.rule === 'rank_too_low' ? t('mirror.ranks') : reason(decision);
}

type Decided = { acts: readonly { act: string; decision: Decision }[] };

/** The decision on acting as the user. */
export const mirrorDecision = ({ acts }: Decided): Decision | undefined =>
  acts.find(({ act }) => act === 'user.mirror')?.decision;
