import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Operations } from '../api/operations';
import type { Service } from '../api/services';
import { useFormat } from '../i18n/format';
import { useJobWords } from '../jobs/job-words';
import { secondsBetween } from './waiting';

/** One service and what it has answered; neither answer nor error while it is asked for the first time. */
export type Asked = { service: Service; operations: Operations | undefined; error: Error | null };

/** Counts stop there. */
const most = 10_000;

/** What picture and table say, in one place so that they say the same. */
export function useOperationsWords() {
  const { t } = useTranslation();
  const format = useFormat();
  const jobWords = useJobWords();
  return useMemo(() => {
    const number = (value: number) => `${format.number(value)}${value >= most ? '+' : ''}`;
    const age = (since: string, at: string) => format.duration(secondsBetween(since, at) * 1000);
    return {
      number,
      /** A count, and how old the oldest of it is. */
      waiting: (count: number, oldestAt: string | null, at: string) =>
        count === 0 || oldestAt === null || secondsBetween(oldestAt, at) < 1
          ? number(count)
          : t('operations.waiting', { number: number(count), time: age(oldestAt, at) }),
      state: ({ operations, error }: Asked) =>
        t(error ? 'operations.state.down' : operations ? 'operations.state.up' : 'operations.state.asking'),
      replicas: ({ queue }: Operations) =>
        queue ? t('operations.replicas', { count: queue.replicas }) : t('operations.noBroker'),
      mails: ({ ready, sending, unknown }: NonNullable<Operations['mails']>) =>
        t('operations.mails', {
          ready: number(ready),
          sending: number(sending),
          unknown: number(unknown),
        }),
      jobs: ({ lateSince, running, failed }: NonNullable<Operations['jobs']>, at: string) =>
        [
          lateSince !== null && secondsBetween(lateSince, at) >= 1
            ? t('operations.jobs.late', { time: age(lateSince, at) })
            : t('operations.jobs.onTime'),
          running > 0 && t('operations.jobs.running', { number: number(running) }),
          failed.length > 0 && t('operations.jobs.failed', { names: format.list(failed.map(jobWords.name)) }),
        ]
          .filter(Boolean)
          .join(' · '),
    };
  }, [t, format, jobWords]);
}
