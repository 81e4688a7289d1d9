import { IconLock, IconPlayerPause } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { organizationHistoryQuery } from '../api/organization-queries';
import type { OrganizationDetails } from '../api/organizations';
import { Alert, Stack, Text } from '../ui/basics';
import { RouterLink } from '../ui/RouterLink';
import { Time } from '../ui/Time';

const closing = ['tenancy.organization.suspended.v1', 'tenancy.organization.closed.v1'];

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
        {from && <Since organizationId={from.organizationId} />}
        <Text>{t('organization.banner.meaning')}</Text>
      </Stack>
    </Alert>
  );
}

/** When, by whom and why: the last such event in the organization's history. */
function Since({ organizationId }: { organizationId: string }) {
  const { t } = useTranslation();
  const history = useInfiniteQuery(organizationHistoryQuery(organizationId));
  const event = history.data?.pages
    .flatMap((page) => page.items)
    .find((entry) => closing.includes(entry.type));
  if (!event) return null;
  const reason = event.personal?.reason;
  return (
    <>
      <Text>
        <Time at={event.occurredAt} absolute focusable />{' '}
        {t('activity.by', { name: event.actor.name ?? event.actor.id })}
      </Text>
      {typeof reason === 'string' && <Text>{t('signIn.reason', { reason })}</Text>}
    </>
  );
}
