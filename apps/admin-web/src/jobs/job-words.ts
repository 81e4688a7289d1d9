import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { readSchedule } from './schedule';

/** The jobs that the console has words for; others show their id. */
const knownJobs = [
  'expire-invitations',
  'deactivate-inactive-users',
  'check-seal-chain',
  'retention',
] as const;
const knownCounts = [
  'lookedAt',
  'warned',
  'deactivated',
  'keptAsLastMaster',
  'expired',
  'sealsChecked',
  'sealsBroken',
  'forgottenSignUps',
  'forgottenCodes',
  'forgottenDevices',
  'forgottenFailedSignIns',
  'forgottenJobs',
  'forgottenMailCounts',
  'forgottenSelections',
  'forgottenSessions',
  'mailValuesErased',
  'mailsDeleted',
  'mailDomainsForgotten',
  'jobRunsDeleted',
] as const;

/** In the order of the list above, and of what was none nothing, unless there is nothing else to say. */
function worthSaying(counts: Record<string, number>): [string, number][] {
  const place = (name: string) => knownCounts.findIndex((one) => one === name);
  const all = Object.entries(counts).sort(([one], [other]) => place(one) - place(other));
  const some = all.filter(([, count]) => count > 0);
  return some.length > 0 ? some : all;
}

const time = (language: string, hour: number, minute: number): string =>
  new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' }).format(
    new Date(2000, 0, 1, hour, minute),
  );

// 2 January 2000 was a Sunday, which cron calls 0.
const weekdayName = (language: string, weekday: number): string =>
  new Intl.DateTimeFormat(language, { weekday: 'long' }).format(new Date(2000, 0, 2 + weekday));

/** Names, schedules and results of jobs in the language of the console. */
export function useJobWords() {
  const { t } = useTranslation();
  const { language, list } = useFormat();
  return useMemo(
    () => ({
      name: (jobId: string) => {
        const known = knownJobs.find((one) => one === jobId);
        return known ? t(`job.${known}.name`) : jobId;
      },
      description: (jobId: string) => {
        const known = knownJobs.find((one) => one === jobId);
        return known ? t(`job.${known}.text`) : null;
      },
      schedule: (expression: string) => {
        const schedule = readSchedule(expression);
        switch (schedule.every) {
          case 'minutes':
            return t('schedule.minutes', { count: schedule.count });
          case 'hour':
            return t('schedule.hour', { minute: String(schedule.minute).padStart(2, '0') });
          case 'day':
            return t('schedule.day', { time: time(language, schedule.hour, schedule.minute) });
          case 'week':
            return t('schedule.week', {
              weekday: weekdayName(language, schedule.weekday),
              time: time(language, schedule.hour, schedule.minute),
            });
          case 'other':
            return t('schedule.other', { expression: schedule.expression });
        }
      },
      counts: (counts: Record<string, number>) =>
        list(
          worthSaying(counts).map(([name, count]) => {
            const known = knownCounts.find((one) => one === name);
            return known ? t(`job.count.${known}`, { count }) : `${name}: ${count}`;
          }),
        ),
    }),
    [t, language, list],
  );
}
