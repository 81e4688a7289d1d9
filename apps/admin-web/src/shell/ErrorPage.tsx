import { IconAlertTriangle } from '@tabler/icons-react';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/problem';
import { EntryPage } from '../entry/EntryPage';
import { useProblemText } from '../i18n/problem-text';
import { lastTraceId } from '../tracing/tracing';
import { Button, Group } from '../ui/basics';
import { Overlays } from '../ui/Overlays';
import { TraceId } from '../ui/States';
import classes from './NotFound.module.css';

/** What nobody expected: the page broke. The trace id leads from here to what happened. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const traceId = (error instanceof ApiProblem ? error.traceId : null) ?? lastTraceId();
  return (
    <main className={classes.place}>
      <EntryPage
        title={t('broken.title')}
        lead={error instanceof ApiProblem ? problemText(error) : t('broken.text')}
        icon={<IconAlertTriangle size={36} stroke={1.5} aria-hidden />}
      >
        <Group>
          <Button onClick={reset} data-trace="try again">
            {t('action.retry')}
          </Button>
          <Button variant="default" component="a" href="/">
            {t('notFound.home')}
          </Button>
        </Group>
        {traceId && (
          <Group>
            <TraceId traceId={traceId} />
          </Group>
        )}
      </EntryPage>
      <Overlays />
    </main>
  );
}
