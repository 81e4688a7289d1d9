import { IconLock, IconPlayerPause } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OrganizationDetails } from '../api/organizations';
import { Alert, Stack, Text } from '../ui/basics';
import { RouterLink } from '../ui/RouterLink';
import { Time } from '../ui/Time';

/** Says that nobody can sign in here, since when, why, and where it comes from if not from here (A14). */
export function StatusBanner({ organization }: { organization: OrganizationDetails }) {
  const { t } = useTranslation();
  const { effectiveStatus, effectiveStatusFrom: from } = organization;
  if (effectiveStatus === 'active') return null;
  const here = from?.organizationId === organization.organizationId;
  const Glyph = effectiveStatus === 'closed' ? IconLock : IconPlayerPause;
  return (
    <Alert
      color={effectiveStatus === 'closed' ? 'red' : 'orange'}
      icon={<Glyph aria-hidden />}
      title={t(`organization.banner.${effectiveStatus}`)}
    >
      <Stack gap={4}>
        {!here &&
          (from ? (
            <Text>
              {t('organization.banner.from')}{' '}
              <RouterLink
                to="/organizations/$organizationId"
                params={{ organizationId: from.organizationId }}
                underline="always"
              >
                {from.name}
              </RouterLink>
            </Text>
          ) : (
            <Text>{t('organization.banner.fromAbove')}</Text>
          ))}
        <Since organization={organization} />
        <Text>{t('organization.banner.meaning')}</Text>
      </Stack>
    </Alert>
  );
}

/** When, by whose administrator and why; nothing of it where that lies above the person's own organization. */
function Since({ organization }: { organization: OrganizationDetails }) {
  const { t } = useTranslation();
  const { statusSince, statusReason, statusBy } = organization;
  if (!statusSince) return null;
  return (
    <>
      <Text>
        <Time at={statusSince} absolute focusable />{' '}
        {statusBy ? t('activity.by', { name: statusBy.name }) : t('organization.banner.byAbove')}
      </Text>
      {statusReason && <Text>{t('signIn.reason', { reason: statusReason })}</Text>}
    </>
  );
}
