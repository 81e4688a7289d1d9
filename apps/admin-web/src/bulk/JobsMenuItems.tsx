import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { bulkJobsQuery, isOver } from '../api/bulk-queries';
import { useFormat } from '../i18n/format';
import { Group, Text } from '../ui/basics';
import { Menu } from '../ui/menu';
import { Time } from '../ui/Time';
import { JobState } from './JobState';

const mostShown = 8;

/** One's newest jobs, running and finished. */
export function JobsMenuItems() {
  const { t } = useTranslation();
  const format = useFormat();
  const router = useRouter();
  const jobs = useQuery(bulkJobsQuery).data?.items ?? [];
  return (
    <>
      <Menu.Label>{t('bulk.menu')}</Menu.Label>
      {jobs.slice(0, mostShown).map((job) => {
        const { total, waiting } = job.counts;
        return (
          <Menu.Item
            key={job.jobId}
            onClick={() => void router.navigate({ to: '/bulk-jobs/$jobId', params: { jobId: job.jobId } })}
          >
            <Group justify="space-between" gap="xs" wrap="nowrap">
              <Text span inherit>
                {t('bulk.title', {
                  act: t(`bulk.act.${job.act}`),
                  users: t('bulk.users', { count: total, shown: format.number(total) }),
                })}
              </Text>
              <JobState job={job} />
            </Group>
            <Text span display="block" size="xs" c="dimmed" className="tabular">
              {isOver(job) ? (
                <Time at={job.createdAt} />
              ) : (
                t('bulk.handled', { handled: format.number(total - waiting), total: format.number(total) })
              )}
            </Text>
          </Menu.Item>
        );
      })}
    </>
  );
}
