import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { services } from '../api/services';
import { type DeadLetterActs as Acts, deadLetterActsQuery } from '../api/dead-letters';
import { useFormat } from '../i18n/format';
import { Skeleton, Stack, Text } from '../ui/basics';
import { ErrorState } from '../ui/States';
import { Time } from '../ui/Time';
import { ByWhom } from '../users/ByWhom';
import classes from './DeadLetters.module.css';

type Act = Acts['items'][number];

/** What was done with dead letters, by whom and why: the latest of all services, newest first. */
export function DeadLetterActs() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)} className={classes.acts}>
      <summary className={classes.summary}>{t('stuck.acts')}</summary>
      {open && <List />}
    </details>
  );
}

function List() {
  const { t } = useTranslation();
  const answers = useQueries({ queries: services.map(deadLetterActsQuery) });
  const failed = answers.find(({ error, data }) => error && !data);
  const known = answers.flatMap(({ data }) => data?.items ?? []);
  const acts = known.sort((a, b) => b.occurredAt.localeCompare(a.occurredAt)).slice(0, 50);
  return (
    <Stack>
      {failed && <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />}
      {answers.some(({ isPending }) => isPending) ? (
        <Skeleton height={60} aria-hidden />
      ) : acts.length === 0 && !failed ? (
        <Text c="dimmed">{t('stuck.acts.none')}</Text>
      ) : (
        <ol className={classes.list} aria-label={t('stuck.acts')}>
          {acts.map((act) => (
            <Entry key={act.eventId} act={act} />
          ))}
        </ol>
      )}
    </Stack>
  );
}

const text = (value: unknown): string | null => (typeof value === 'string' && value ? value : null);

function Entry({ act: { type, facts, personal, occurredAt, actor } }: { act: Act }) {
  const { t } = useTranslation();
  const format = useFormat();
  const service = type.split('.')[0] ?? '';
  const number = typeof facts.count === 'number' ? format.number(facts.count) : '';
  const what = type.includes('.discarded.') ? 'discarded' : 'replayed';
  const reason = text(personal?.reason);
  const about = [text(facts.about), text(facts.type)].filter(Boolean).join(' · ');
  return (
    <li>
      <Text fw={600}>{t(`stuck.act.${what}`, { service, number })}</Text>
      {about && (
        <Text size="sm" className={classes.error}>
          {about}
        </Text>
      )}
      {reason && <blockquote className={classes.quotation}>{reason}</blockquote>}
      <Text size="sm" c="dimmed">
        <ByWhom userId={actor.id} /> · <Time at={occurredAt} focusable />
      </Text>
    </li>
  );
}
