import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../api/audit';
import { ByWhom } from '../users/ByWhom';

/** Who did it, and on whose behalf. */
export function Who({ entry: { actor, onBehalfOf } }: { entry: Pick<AuditEntry, 'actor' | 'onBehalfOf'> }) {
  const { t } = useTranslation();
  if (actor.kind === 'service') return t('activity.byService', { name: actor.id });
  return (
    <>
      <ByWhom userId={actor.id} />
      {onBehalfOf && (
        <>
          {' '}
          {t('audit.onBehalfOf')} <ByWhom userId={onBehalfOf.id} />
        </>
      )}
    </>
  );
}
