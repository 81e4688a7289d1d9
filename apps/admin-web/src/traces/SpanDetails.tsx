import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TraceSpan } from '../api/traces';
import { useFormat } from '../i18n/format';
import { ActionIcon, Stack } from '../ui/basics';
import { Facts } from '../ui/Facts';
import { Panel } from '../ui/Panel';
import { RouterLink } from '../ui/RouterLink';
import { ServiceTag } from './ServiceTag';
import { failed } from './waterfall';

const words = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Everything that one span says. */
export function SpanDetails({ span, onClose }: { span: TraceSpan; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const attributes = Object.entries(span.attributes).sort(([a], [b]) => a.localeCompare(b));
  return (
    <Panel
      title={span.name}
      actions={
        <ActionIcon variant="subtle" color="gray" aria-label={t('trace.closeDetails')} onClick={onClose}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      }
    >
      <Stack gap={0}>
        <Facts
          stacked
          items={[
            { name: t('trace.span.service'), value: <ServiceTag service={span.service} /> },
            { name: t('trace.column.duration'), value: format.duration(span.durationMs) },
            { name: t('trace.span.kind'), value: span.kind },
            {
              name: t('trace.span.status'),
              value: [t(failed(span) ? 'trace.failed' : 'trace.fine'), span.status.message]
                .filter(Boolean)
                .join(': '),
            },
            ...attributes.map(([name, value]) => ({ name, value: words(value) })),
            ...span.links.map((link) => ({
              name: t('trace.span.link'),
              value: (
                <RouterLink to="/traces/$traceId" params={{ traceId: link.traceId }}>
                  {link.traceId.slice(0, 8)}
                </RouterLink>
              ),
            })),
          ]}
        />
      </Stack>
    </Panel>
  );
}
