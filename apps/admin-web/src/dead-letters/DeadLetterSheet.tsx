import { IconRefresh, IconRoute, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Service } from '../api/services';
import {
  type DeadLetterDetails,
  deadLetterQuery,
  discardDeadLetter,
  replayDeadLetter,
} from '../api/dead-letters';
import { useFormat } from '../i18n/format';
import { useRuntime } from '../runtime';
import { Button, Group, Radio, Skeleton, Stack, Text, Title } from '../ui/basics';
import { CopyChip } from '../ui/CopyChip';
import { Facts } from '../ui/Facts';
import { Preformatted } from '../ui/Preformatted';
import { RouterLink } from '../ui/RouterLink';
import { SideSheet } from '../ui/SideSheet';
import { ErrorState } from '../ui/States';
import { Time } from '../ui/Time';
import { ActForm } from './ActForm';

type SheetProps = { service: Service; entryId: string; onClose: () => void };

/** One message that is held up: why, what it says, and what can be done. */
export function DeadLetterSheet({ service, entryId, onClose }: SheetProps) {
  const { t } = useTranslation();
  const entry = useQuery(deadLetterQuery(service, entryId));
  return (
    <SideSheet opened from="right" onClose={onClose} title={t('stuck.message')}>
      {entry.error && !entry.data ? (
        <ErrorState error={entry.error} onRetry={() => void entry.refetch()} />
      ) : entry.data ? (
        <Message service={service} entry={entry.data} onClose={onClose} />
      ) : (
        <Stack role="status" aria-label={t('state.loading')}>
          <Skeleton height={40} />
          <Skeleton height={180} />
        </Stack>
      )}
    </SideSheet>
  );
}

type MessageProps = { service: Service; entry: DeadLetterDetails; onClose: () => void };

function Message({ service, entry, onClose }: MessageProps) {
  const [act, setAct] = useState<'replay' | 'discard' | null>(null);
  if (act === 'replay')
    return <Replay service={service} entry={entry} onBack={() => setAct(null)} onDone={onClose} />;
  if (act === 'discard')
    return <Discard service={service} entry={entry} onBack={() => setAct(null)} onDone={onClose} />;
  return <Reading service={service} entry={entry} onAct={setAct} />;
}

type ReadingProps = Omit<MessageProps, 'onClose'> & { onAct: (act: 'replay' | 'discard') => void };

function Reading({ service, entry, onAct }: ReadingProps) {
  const { t } = useTranslation();
  const { traces } = useRuntime();
  const items = useItems(service, entry);
  return (
    <Stack>
      <Text>{t(`stuck.help.${entry.kind}`)}</Text>
      {entry.error && (
        <section aria-label={t('stuck.column.error')}>
          <Preformatted of={entry.error} />
        </section>
      )}
      <Group gap="sm">
        {entry.mayReplay && (
          <Button leftSection={<IconRefresh size={15} aria-hidden />} onClick={() => onAct('replay')}>
            {t('stuck.replay')}
          </Button>
        )}
        {entry.mayDiscard && (
          <Button
            variant="default"
            leftSection={<IconTrash size={15} aria-hidden />}
            onClick={() => onAct('discard')}
          >
            {t('stuck.discard')}
          </Button>
        )}
        {traces && entry.traceId && (
          <RouterLink to="/traces/$traceId" params={{ traceId: entry.traceId }}>
            <IconRoute size={14} aria-hidden /> {t('trace.open')}
          </RouterLink>
        )}
      </Group>
      <Facts stacked items={items} />
      <Content entry={entry} />
    </Stack>
  );
}

function useItems(service: Service, entry: DeadLetterDetails) {
  const { t } = useTranslation();
  const format = useFormat();
  const time = (at: string | null) => at && <Time at={at} absolute focusable />;
  const items = [
    { name: t('stuck.column.service'), value: service },
    { name: t('stuck.column.type'), value: entry.type },
    { name: t('stuck.subject'), value: entry.subject },
    { name: t('stuck.version'), value: entry.version },
    { name: t('stuck.source'), value: entry.source },
    { name: t('stuck.exchange'), value: entry.exchange },
    { name: t('stuck.routingKey'), value: entry.routingKey },
    { name: t('stuck.column.attempts'), value: entry.attempts > 0 ? format.number(entry.attempts) : null },
    { name: t('stuck.column.waiting'), value: entry.subject ? format.number(entry.waiting) : null },
    { name: t('stuck.occurred'), value: time(entry.occurredAt) },
    { name: t('stuck.column.arrived'), value: time(entry.arrivedAt) },
    { name: t('stuck.column.due'), value: entry.kind === 'parked' ? null : time(entry.dueAt) },
    { name: t('stuck.actor'), value: entry.actor },
    { name: t('stuck.onBehalfOf'), value: entry.onBehalfOf },
    {
      name: t('stuck.eventId'),
      value: entry.eventId && <CopyChip value={entry.eventId} label={t('stuck.eventId')} />,
    },
  ];
  return items.filter(({ value }) => value !== null);
}

/** What the message says, without what may be somebody's or a secret. */
function Content({ entry: { facts, withheld, bytes } }: { entry: DeadLetterDetails }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <section aria-label={t('stuck.facts')}>
      <Title order={3} size="h4" mb={6}>
        {t('stuck.facts')}
      </Title>
      {facts ? (
        <Preformatted of={facts} />
      ) : (
        <Text c="dimmed">
          {bytes === null ? t('stuck.noContent') : t('stuck.unreadable', { bytes: format.number(bytes) })}
        </Text>
      )}
      {withheld.length > 0 && (
        <Text size="sm" c="dimmed" mt={6}>
          {t('stuck.withheld', { names: format.list(withheld) })}
        </Text>
      )}
    </section>
  );
}

type ActProps = { service: Service; entry: DeadLetterDetails; onBack: () => void; onDone: () => void };

function Replay({ service, entry, onBack, onDone }: ActProps) {
  const { t } = useTranslation();
  return (
    <ActForm
      trace="replay message"
      consequences={t(entry.kind === 'refused' ? 'stuck.replay.refused' : 'stuck.replay.text')}
      submit={t('stuck.replay')}
      command={(reason) => replayDeadLetter(service, entry.entryId, reason)}
      done={() => t('stuck.replay.done')}
      onBack={onBack}
      onDone={onDone}
    />
  );
}

function Discard({ service, entry, onBack, onDone }: ActProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [scope, setScope] = useState<'message' | 'subject'>('message');
  const one = entry.kind === 'gap' ? 'stuck.discard.gap' : 'stuck.discard.message';
  return (
    <ActForm
      trace="discard message"
      danger
      consequences={t(entry.kind === 'refused' ? 'stuck.discard.refused' : 'stuck.discard.text')}
      submit={t('stuck.discard.submit')}
      command={(reason) => discardDeadLetter(service, entry.entryId, { reason, scope })}
      done={({ count }) => t('stuck.discard.done', { number: format.number(count) })}
      onBack={onBack}
      onDone={onDone}
    >
      {entry.subject && (
        <Radio.Group
          label={t('stuck.discard.what')}
          value={scope}
          onChange={(value) => setScope(value === 'subject' ? 'subject' : 'message')}
        >
          <Stack gap="xs" mt={6}>
            <Radio value="message" label={t(one)} />
            <Radio
              value="subject"
              label={t('stuck.discard.subject', { number: format.number(entry.waiting) })}
            />
          </Stack>
        </Radio.Group>
      )}
    </ActForm>
  );
}
