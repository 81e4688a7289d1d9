import { IconAlertTriangle, IconClockX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/problem';
import { traceQuery } from '../api/queries';
import type { TraceSpan } from '../api/traces';
import { useFormat } from '../i18n/format';
import { Group, Skeleton, Stack, Text } from '../ui/basics';
import { CopyChip } from '../ui/CopyChip';
import { Page } from '../ui/Page';
import { BackLink } from '../ui/BackLink';
import { EmptyState, ErrorState } from '../ui/States';
import { ServiceTag } from './ServiceTag';
import { SpanDetails } from './SpanDetails';
import classes from './traces.module.css';
import { failed, serviceColor, waterfall, type WaterfallRow } from './waterfall';

const route = getRouteApi('/console/traces/$traceId');

/** One trace from the click to its last consequence, as a waterfall. */
export function TracePage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { traceId } = route.useParams();
  const trace = useQuery(traceQuery(traceId));
  const shown = useMemo(() => waterfall(trace.data ?? []), [trace.data]);
  const root = shown.rows[0]?.span;
  const gone = !trace.data && trace.error instanceof ApiProblem && trace.error.status === 404;
  return (
    <Page
      title={trace.data ? (root?.name ?? t('trace.title')) : trace.error ? t('trace.title') : undefined}
      above={<BackLink to="/traces">{t('trace.back')}</BackLink>}
      lead={
        <Group gap="md">
          {root && (
            <Text c="dimmed">
              {format.duration(shown.durationMs)} · {t('trace.spans', { count: shown.rows.length })}
            </Text>
          )}
          <CopyChip value={traceId} short={traceId.slice(0, 8)} label={t('traceId.label')} />
        </Group>
      }
    >
      {gone ? (
        <EmptyState icon={IconClockX} title={t('trace.gone.title')} description={t('trace.gone.text')} />
      ) : trace.error && !trace.data ? (
        <ErrorState error={trace.error} onRetry={() => void trace.refetch()} />
      ) : !trace.data ? (
        <Stack aria-hidden gap={6}>
          {[90, 70, 60, 40, 45].map((width) => (
            <Skeleton key={width} height={26} width={`${width}%`} />
          ))}
        </Stack>
      ) : shown.rows.length === 0 ? (
        <EmptyState title={t('trace.empty.title')} description={t('trace.empty.text')} />
      ) : (
        <>
          <Group gap="md" role="group" aria-label={t('trace.column.services')}>
            {shown.services.map((service) => (
              <ServiceTag key={service} service={service} />
            ))}
          </Group>
          <Rows rows={shown.rows} />
        </>
      )}
    </Page>
  );
}

function Rows({ rows }: { rows: readonly WaterfallRow[] }) {
  const { t } = useTranslation();
  const [selected, setSelected] = useState<TraceSpan | null>(null);
  // Arrow keys walk through the rows, as in every list of this kind; Tab does too.
  const onKeyDown = (event: KeyboardEvent<HTMLOListElement>) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    const buttons = [...event.currentTarget.querySelectorAll('button')];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const next = buttons[at + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <div className={classes.trace} data-split={selected ? true : undefined}>
      <ol className={classes.rows} aria-label={t('trace.waterfall')} onKeyDown={onKeyDown}>
        {rows.map((row) => (
          <li key={row.span.spanId}>
            <Row row={row} selected={row.span === selected} onSelect={() => setSelected(row.span)} />
          </li>
        ))}
      </ol>
      {selected && <SpanDetails span={selected} onClose={() => setSelected(null)} />}
    </div>
  );
}

type RowProps = { row: WaterfallRow; selected: boolean; onSelect: () => void };

function Row({ row: { span, depth, left, width }, selected, onSelect }: RowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <button type="button" className={classes.row} aria-pressed={selected} onClick={onSelect}>
      <span className={classes.label} style={{ paddingLeft: Math.min(depth, 12) * 14 }}>
        <span className={classes.dot} data-color={serviceColor(span.service)} aria-hidden />
        <span className={classes.names}>
          <span className={classes.spanName}>{span.name}</span>
          <span className={classes.serviceName}>{span.service}</span>
        </span>
        {failed(span) && (
          <IconAlertTriangle size={15} className={classes.error} role="img" aria-label={t('trace.error')} />
        )}
      </span>
      <span className={classes.track}>
        <span className={classes.lane}>
          <span
            className={classes.bar}
            data-color={serviceColor(span.service)}
            style={{ left: `${left}%`, width: `max(3px, ${width}%)` }}
          />
          <span className={classes.duration} style={{ left: `${left + width}%` }}>
            {format.duration(span.durationMs)}
          </span>
        </span>
      </span>
    </button>
  );
}
