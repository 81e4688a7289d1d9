import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { jobHistoryQuery } from '../api/queries';
import { Text } from '../ui/basics';
import { ErrorState } from '../ui/States';
import { Time } from '../ui/Time';
import { ByWhom } from '../users/ByWhom';
import classes from './JobsPage.module.css';

/** Who has paused and resumed the job, and when (B6); nothing where nobody has. */
export function JobHistory({ jobId }: { jobId: string }) {
  const { t } = useTranslation();
  const history = useQuery(jobHistoryQuery(jobId));
  if (history.error && !history.data)
    return <ErrorState error={history.error} onRetry={() => void history.refetch()} />;
  const items = history.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className={classes.runs} aria-label={t('jobs.history')}>
      <Text fw={600}>{t('jobs.history')}</Text>
      <ul className={classes.history}>
        {items.map(({ what, at, by }) => (
          <li key={at}>
            {t(`jobs.history.${what}`)} <ByWhom userId={by} /> · <Time at={at} focusable />
          </li>
        ))}
      </ul>
    </section>
  );
}
