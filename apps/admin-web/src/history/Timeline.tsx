import { IconRoute } from '@tabler/icons-react';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { HistoryEntry, HistoryPage } from '../api/identity';
import { useFormat } from '../i18n/format';
import { useRuntime } from '../runtime';
import { useSignedIn } from '../session/me-context';
import { Button, Group, Skeleton, Stack, Text } from '../ui/basics';
import { RouterLink } from '../ui/RouterLink';
import { EmptyState, ErrorState } from '../ui/States';
import { Time } from '../ui/Time';
import { displayName } from '../users/display-name';
import { eventLook, isKnownEvent } from './event-look';
import classes from './Timeline.module.css';

type TimelineProps = {
  history: UseInfiniteQueryResult<InfiniteData<Pick<HistoryPage, 'items'>>>;
  /** What stands there before anything has happened. */
  none: string;
};

/** A history, newest first: what happened, who did it, when and why (L13). */
export function Timeline({ history, none }: TimelineProps) {
  const { t } = useTranslation();
  if (history.error && !history.data)
    return <ErrorState error={history.error} onRetry={() => void history.refetch()} />;
  if (!history.data)
    return (
      <Stack aria-hidden maw={720}>
        {[0, 1, 2].map((index) => (
          <Skeleton key={index} height={46} />
        ))}
      </Stack>
    );
  const entries = history.data.pages.flatMap((page) => page.items);
  if (entries.length === 0) return <EmptyState title={t('activity.none.title')} description={none} />;
  return (
    <Stack maw={860}>
      <ol className={classes.timeline} aria-label={t('activity.label')}>
        {entries.map((entry) => (
          <Entry key={entry.eventId} entry={entry} />
        ))}
      </ol>
      {history.hasNextPage && (
        <Group>
          <Button
            variant="default"
            loading={history.isFetchingNextPage}
            onClick={() => void history.fetchNextPage()}
          >
            {t('activity.loadMore')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function Entry({ entry }: { entry: HistoryEntry }) {
  const { t } = useTranslation();
  const { traces } = useRuntime();
  const { icon: Glyph, tone } = eventLook(entry.type);
  return (
    <li className={classes.entry}>
      <span className={classes.icon} data-tone={tone}>
        <Glyph size={16} aria-hidden />
      </span>
      <div className={classes.body}>
        <Group justify="space-between" gap={4}>
          <Text fw={600}>{isKnownEvent(entry.type) ? t(`event.${entry.type}`) : entry.type}</Text>
          <Text size="sm" c="dimmed">
            <Time at={entry.occurredAt} focusable />
          </Text>
        </Group>
        <Why entry={entry} />
        <Group gap="sm">
          <Text size="sm" c="dimmed">
            <Who entry={entry} />
          </Text>
          {traces && entry.traceId && (
            <RouterLink
              to="/traces/$traceId"
              params={{ traceId: entry.traceId }}
              size="sm"
              className={classes.trace}
            >
              <IconRoute size={14} aria-hidden /> {t('trace.open')}
            </RouterLink>
          )}
        </Group>
      </div>
    </li>
  );
}

function Who({ entry: { actor, onBehalfOf } }: { entry: HistoryEntry }) {
  const { t } = useTranslation();
  const { session } = useSignedIn();
  const by = session.mirroring?.by;
  // Whoever acts as somebody who does not see them still knows their own name.
  const name = actor.name ?? (by && actor.id === by.userId ? displayName(by) : actor.id);
  if (onBehalfOf) return t('activity.byFor', { name, mirrored: onBehalfOf.name ?? onBehalfOf.id });
  return actor.kind === 'user' ? t('activity.by', { name }) : t('activity.byService', { name });
}

// Facts that the console has words for; what a newer service says beyond them is left out.
const origins = ['bootstrap', 'invitation', 'sign_up', 'created'] as const;
const causes = [
  'email_verified',
  'invitation_accepted',
  'welcome_accepted',
  'one_off_changed',
  'manual',
  'inactivity',
  'own',
  'reset',
  'forgotten',
  'one_off',
] as const;
const accountTypes = ['standard', 'privileged', 'master'] as const;

const text = (value: unknown): string | null => (typeof value === 'string' && value ? value : null);

/** The customers or service entities that an event is about, by name. */
function partNames(parts: unknown): string | null {
  if (!Array.isArray(parts)) return null;
  return parts.flatMap((part: { name?: unknown }) => text(part.name) ?? []).join(', ');
}

/** What the event says beyond its name: reasons and comments as quotations, the rest in words. */
function Why({ entry: { facts, personal } }: { entry: HistoryEntry }) {
  const { t } = useTranslation();
  const format = useFormat();
  const quotation = text(personal?.reason) ?? text(personal?.comment);
  const origin = origins.find((one) => one === facts.origin);
  const cause = causes.find((one) => one === facts.cause);
  const accountType = accountTypes.find((one) => one === facts.accountType);
  const until = text(facts.until) ?? text(facts.expiresAt) ?? text(facts.invitationExpiresAt);
  const [from, to] = [text(personal?.from), text(personal?.to)];
  const copiedFrom = text(facts.copiedFrom);
  const dueAt = text(facts.dueAt);
  const days = (facts.rule as { days?: unknown } | undefined)?.days;
  const lineFrom = text(facts.fromOrganizationName);
  const words = [
    text(facts.identifier),
    text(facts.organizationName) ?? text(facts.name),
    lineFrom && t('activity.lineFrom', { name: lineFrom }),
    facts.outcome === 'taken_back' && t('activity.lineTakenBack'),
    text(personal?.reference),
    partNames(facts.parts),
    facts.owned === true && t('activity.owned'),
    copiedFrom && t('activity.copiedFrom', { name: copiedFrom }),
    origin && t(`activity.origin.${origin}`),
    cause && t(`activity.cause.${cause}`),
    typeof days === 'number' && t('activity.daysWithoutSignIn', { count: days }),
    dueAt && t('activity.dueAt', { time: format.dateTime(dueAt) }),
    facts.from === 'pending' && t('activity.invitationRemoved'),
    from && to && t('activity.email', { from, to }),
    accountType && t(`accountType.${accountType}`),
    until && t('activity.until', { time: format.dateTime(until) }),
    typeof facts.rows === 'number' &&
      t('activity.exported', { count: facts.rows, format: (text(facts.format) ?? '').toUpperCase() }),
    facts.complete === false && t('activity.exportBroken'),
    typeof facts.maximum === 'number' && t('activity.maximum', { maximum: format.number(facts.maximum) }),
  ].filter(Boolean);
  return (
    <>
      {words.length > 0 && <Text size="sm">{words.join(' · ')}</Text>}
      {quotation && (
        <blockquote className={classes.quotation}>
          <span className={classes.quotationLabel}>
            {t(text(personal?.reason) ? 'activity.reason' : 'activity.comment')}
          </span>
          {quotation}
        </blockquote>
      )}
    </>
  );
}
