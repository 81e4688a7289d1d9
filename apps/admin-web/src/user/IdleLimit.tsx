import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserProfile } from '../api/identity';
import type { UserAccess } from '../api/tenancy';
import { useFormat } from '../i18n/format';
import { withFurtherTexts } from '../i18n/i18n';
import { useSignedIn } from '../session/me-context';
import { Group } from '../ui/basics';
import { RefusableButton } from '../ui/RefusableButton';
import { useRefusal } from './decision-text';

const IdleLimitDialog = lazy(() =>
  withFurtherTexts(import('./IdleLimitDialog').then((module) => ({ default: module.IdleLimitDialog }))),
);

/** After how many seconds without activity the user is signed out, and by whose word (C9). */
export function IdleLimit({ user, access }: { user: UserProfile; access: UserAccess | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { may } = useSignedIn();
  const refusal = useRefusal();
  const [open, setOpen] = useState(false);
  const { seconds, source } = user.idleLimit;
  return (
    <Group gap="xs">
      <span>
        {t('idleLimit.value', { count: seconds, seconds: format.number(seconds) })}{' '}
        {t(`idleLimit.source.${source}`)}
      </span>
      {access && may('user.edit') && (
        <RefusableButton
          variant="subtle"
          size="compact-sm"
          refused={refusal(access, 'user.edit')}
          onClick={() => setOpen(true)}
          aria-label={t('idleLimit.open')}
        >
          {t('idleLimit.edit')}
        </RefusableButton>
      )}
      {open && (
        <Suspense fallback={null}>
          <IdleLimitDialog user={user} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </Group>
  );
}
