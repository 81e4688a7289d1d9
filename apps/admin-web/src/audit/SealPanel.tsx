import { IconAlertTriangle, IconCircleCheck, IconClock, IconShieldCheck } from '@tabler/icons-react';
import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type SealState, sealStateQuery } from '../api/audit';
import { type Service, services } from '../api/services';
import { jobsQuery } from '../api/queries';
import { runJob } from '../api/scheduler';
import { useFormat } from '../i18n/format';
import { useProblemText } from '../i18n/problem-text';
import { Button, Group, Skeleton, Stack, Text } from '../ui/basics';
import { Panel } from '../ui/Panel';
import { StateBadge } from '../ui/StateBadge';
import { Time } from '../ui/Time';
import { toastError, toastSuccess } from '../ui/toast';
import classes from './Audit.module.css';

const jobId = 'check-seal-chain';

/** Whether the logs still stand as they were sealed, service by service, and the check of it by hand. */
export function SealPanel() {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const answers = useQueries({ queries: services.map(sealStateQuery) });
  const job = useQuery(jobsQuery).data?.items.find((one) => one.jobId === jobId);
  const checking = useMutation({
    mutationFn: () => runJob(jobId),
    onSuccess: () => toastSuccess(t('audit.seals.started')),
    onError: (error) => toastError(problemText(error)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['jobs'] }),
  });
  const running = checking.isPending || job?.lastRun?.state === 'running';
  return (
    <Panel
      title={t('audit.seals.title')}
      actions={
        <Button
          variant="default"
          leftSection={<IconShieldCheck size={15} aria-hidden />}
          loading={running}
          onClick={() => checking.mutate()}
          data-trace="check seals"
        >
          {t('audit.seals.check')}
        </Button>
      }
    >
      <Text c="dimmed" mb="sm">
        {t('audit.seals.text')}
      </Text>
      <ul className={classes.seals} aria-label={t('audit.seals.title')}>
        {services.map((service, n) => {
          const { data, error } = answers[n] ?? {};
          return <Service key={service} service={service} state={data} error={error ?? null} />;
        })}
      </ul>
    </Panel>
  );
}

type ServiceProps = { service: Service; state: SealState | undefined; error: Error | null };

function Service({ service, state, error }: ServiceProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const problemText = useProblemText();
  return (
    <li>
      <Group gap="xs">
        <Text fw={600}>{service}</Text>
        {state && <Verdict check={state.check} />}
      </Group>
      {!state && (error ? <Text size="sm">{problemText(error)}</Text> : <Skeleton height={18} aria-hidden />)}
      {state && (
        <Text size="sm" c="dimmed">
          {t('audit.seals.sealed', { number: format.number(state.sealed) })}
          {state.check && (
            <>
              {' · '}
              {t('audit.seals.checked', { number: format.number(state.check.checked) })}{' '}
              <Time at={state.check.finishedAt} focusable />
            </>
          )}
        </Text>
      )}
      {state?.check && state.check.faults.length > 0 && (
        <Stack component="ul" gap={2} className={classes.faults}>
          {state.check.faults.slice(0, 10).map((fault) => (
            <li key={`${fault.kind} ${fault.seq} ${fault.eventId}`}>
              {t(`audit.fault.${fault.kind}`)}{' '}
              {[fault.subject && `${fault.subject} · ${fault.version}`, fault.eventId]
                .filter(Boolean)
                .join(' · ')}
              {fault.seq !== null && ` (${t('audit.seals.place', { number: format.number(fault.seq) })})`}
            </li>
          ))}
        </Stack>
      )}
    </li>
  );
}

function Verdict({ check }: { check: SealState['check'] }) {
  const { t } = useTranslation();
  if (!check)
    return (
      <StateBadge tone="off" icon={IconClock}>
        {t('audit.seals.unchecked')}
      </StateBadge>
    );
  return check.broken === 0 ? (
    <StateBadge tone="good" icon={IconCircleCheck}>
      {t('audit.seals.whole')}
    </StateBadge>
  ) : (
    <StateBadge tone="bad" icon={IconAlertTriangle}>
      {t('audit.seals.broken', { count: check.broken })}
    </StateBadge>
  );
}
