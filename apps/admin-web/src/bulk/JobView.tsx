import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { bulkJobQuery } from '../api/bulk-queries';
import { useFormat } from '../i18n/format';
import { Text } from '../ui/basics';
import { BackLink } from '../ui/BackLink';
import { Page } from '../ui/Page';
import { Time } from '../ui/Time';
import { JobPanel } from './JobPanel';

const route = getRouteApi('/console/bulk-jobs/$jobId');

/** A job of one's own that goes on wherever one is. */
export function JobView() {
  const { t } = useTranslation();
  const format = useFormat();
  const { jobId } = route.useParams();
  const job = useQuery(bulkJobQuery(jobId)).data;
  const count = job?.counts.total ?? 0;
  return (
    <Page
      title={
        job
          ? t('bulk.title', {
              act: t(`bulk.act.${job.act}`),
              users: t('bulk.users', { count, shown: format.number(count) }),
            })
          : undefined
      }
      above={<BackLink to="/users">{t('users.title')}</BackLink>}
      lead={
        job && (
          <Text c="dimmed">
            {job.comment && <>“{job.comment}” · </>}
            <Time at={job.createdAt} focusable />
          </Text>
        )
      }
    >
      <JobPanel jobId={jobId} />
    </Page>
  );
}
