import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconLock, IconMoodEmpty, IconRefresh, IconSearchOff } from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/problem';
import { useProblemText } from '../i18n/problem-text';
import { CopyChip } from './CopyChip';
import classes from './States.module.css';

type StateProps = {
  icon: Icon;
  title: string;
  description?: ReactNode;
  /** What helps from here. */
  children?: ReactNode;
  alert?: boolean;
};

function State({ icon: Glyph, title, description, children, alert = false }: StateProps) {
  return (
    <div className={classes.state} role={alert ? 'alert' : undefined}>
      <span className={classes.icon} data-alert={alert || undefined}>
        <Glyph size={22} stroke={1.6} aria-hidden />
      </span>
      <Stack gap={4} align="center">
        <Title order={2} size="h3" ta="center">
          {title}
        </Title>
        {description && (
          <Text c="dimmed" ta="center" maw={520}>
            {description}
          </Text>
        )}
      </Stack>
      {children && <Group justify="center">{children}</Group>}
    </div>
  );
}

/** There is nothing yet; `children` is the way to the first one. */
export function EmptyState(props: Omit<StateProps, 'icon' | 'alert'> & { icon?: Icon }) {
  return <State icon={IconMoodEmpty} {...props} />;
}

/** There is something, but nothing that matches. */
export function NoMatchState({ onReset, children }: { onReset: () => void; children?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <State icon={IconSearchOff} title={t('state.noMatch.title')} description={t('state.noMatch.text')}>
      <Button variant="default" onClick={onReset}>
        {t('filter.reset')}
      </Button>
      {children}
    </State>
  );
}

/** The person may not see this, and what would mend it. */
export function NoPermissionState({ description }: { description: string }) {
  const { t } = useTranslation();
  return <State icon={IconLock} title={t('state.noPermission.title')} description={description} />;
}

/** Something failed: what, why, what next, and the trace id for whoever looks into it. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const traceId = error instanceof ApiProblem ? error.traceId : null;
  return (
    <State alert icon={IconAlertTriangle} title={t('state.error.title')} description={problemText(error)}>
      {onRetry && (
        <Button
          variant="default"
          leftSection={<IconRefresh size={15} aria-hidden />}
          onClick={onRetry}
          data-trace="try again"
        >
          {t('action.retry')}
        </Button>
      )}
      {traceId && <TraceId traceId={traceId} />}
    </State>
  );
}

/** The id that leads from a failure to its trace. */
export function TraceId({ traceId }: { traceId: string }) {
  const { t } = useTranslation();
  return (
    <CopyChip
      value={traceId}
      short={t('traceId.chip', { id: traceId.slice(0, 8) })}
      label={t('traceId.label')}
    />
  );
}
