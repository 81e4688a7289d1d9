import { IconRoute } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../api/audit';
import { useRuntime } from '../runtime';
import { Group, Stack, Text, Title } from '../ui/basics';
import { CopyChip } from '../ui/CopyChip';
import { Facts } from '../ui/Facts';
import { Preformatted } from '../ui/Preformatted';
import { RouterLink } from '../ui/RouterLink';
import { SideSheet } from '../ui/SideSheet';
import { Time } from '../ui/Time';
import { useActText } from './use-act-text';
import { Who } from './Who';

/** One entry of the trail in full, with the ways to what belongs to it. */
export function AuditSheet({ entry, onClose }: { entry: AuditEntry; onClose: () => void }) {
  const { t } = useTranslation();
  const actText = useActText();
  const { traces } = useRuntime();
  const { type, subject, version, occurredAt, actor, facts, hasPersonal, traceId, eventId } = entry;
  const [kind, id] = subject.split('/');
  return (
    <SideSheet opened from="right" onClose={onClose} title={t('audit.entry')}>
      <Stack>
        <Facts
          stacked
          items={[
            { name: t('audit.column.act'), value: actText(type), hint: type },
            { name: t('audit.column.time'), value: <Time at={occurredAt} absolute focusable /> },
            { name: t('audit.filter.actor'), value: <Who entry={entry} /> },
            { name: t('audit.filter.subject'), value: subject },
            { name: t('audit.version'), value: version },
            { name: t('audit.eventId'), value: <CopyChip value={eventId} label={t('audit.eventId')} /> },
          ]}
        />
        <Group gap="sm">
          <RouterLink to="/audit" search={{ actor: `${actor.kind}/${actor.id}` }}>
            {t('audit.allOfActor')}
          </RouterLink>
          <RouterLink to="/audit" search={{ subject }}>
            {t('audit.allOfSubject')}
          </RouterLink>
          {kind === 'user' && id && (
            <RouterLink to="/users/$userId" params={{ userId: id }}>
              {t('audit.openUser')}
            </RouterLink>
          )}
          {traces && traceId && (
            <RouterLink to="/traces/$traceId" params={{ traceId }}>
              <IconRoute size={14} aria-hidden /> {t('trace.open')}
            </RouterLink>
          )}
        </Group>
        <section aria-label={t('audit.facts')}>
          <Title order={3} size="h4" mb={6}>
            {t('audit.facts')}
          </Title>
          <Preformatted of={facts} />
          {hasPersonal && (
            <Text size="sm" c="dimmed" mt={6}>
              {t('audit.personal')}
            </Text>
          )}
        </section>
      </Stack>
    </SideSheet>
  );
}
