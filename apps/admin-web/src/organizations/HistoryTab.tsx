import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { organizationHistoryQuery } from '../api/organization-queries';
import type { OrganizationDetails } from '../api/organizations';
import { Timeline } from '../history/Timeline';

/** What happened to the organization, newest first (L13). */
export function HistoryTab({ organization }: { organization: OrganizationDetails }) {
  const { t } = useTranslation();
  const history = useInfiniteQuery(organizationHistoryQuery(organization.organizationId));
  return <Timeline history={history} none={t('organization.historyNone')} />;
}
