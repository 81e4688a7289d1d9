import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { diagnosisQuery } from '../api/diagnosis';
import type { UserProfile } from '../api/identity';
import type { UserAccess } from '../api/tenancy';
import { HelpButton } from '../help/HelpButton';
import { Group, Skeleton, Stack, Text, Title } from '../ui/basics';
import { Panel } from '../ui/Panel';
import { ErrorState } from '../ui/States';
import { EmailAct, ReportAct } from '../user/EditAct';
import { bouncesQuery } from '../users/use-bounces';
import { BouncingAddress } from './BouncingAddress';
import classes from './Diagnosis.module.css';
import { FailedSignIns } from './FailedSignIns';
import { Findings } from './Findings';
import { LastMails } from './LastMails';
import { ResendAct } from './ResendAct';
import { TypedName } from './TypedName';
import { UnknownBounces } from './UnknownBounces';

type Subject = { user: UserProfile; access: UserAccess };

const aboutMail = (code: string): boolean => code.startsWith('email.') || code.startsWith('link.');

/**
 * What an administrator looks at when a user gets no mail, or is told that e-mail or account is not right (B5): what is in the
 * way, and beside it what mends it.
 */
export function DiagnosisTab(subject: Subject) {
  const { t } = useTranslation();
  const { userId } = subject.user;
  const diagnosis = useQuery(diagnosisQuery(userId));
  const bounces = useQuery(bouncesQuery([userId]));
  const [bounce] = bounces.data?.items ?? [];
  if (diagnosis.error && !diagnosis.data)
    return <ErrorState error={diagnosis.error} onRetry={() => void diagnosis.refetch()} />;
  if (!diagnosis.data)
    return (
      <div role="status" aria-label={t('state.loading')}>
        <Skeleton height={120} maw={1200} />
      </div>
    );
  const { findings, failedSignIns, complete } = diagnosis.data;
  return (
    <div className={classes.panels}>
      <Panel
        title={t('diagnosis.mail.title')}
        actions={<HelpButton what={t('diagnosis.mail.title')} about={['noMail', 'pendingInvitations']} />}
      >
        <Stack>
          {bounce && <BouncingAddress bounce={bounce} />}
          <Findings
            findings={findings.filter(({ code }) => aboutMail(code))}
            clear={bounces.isSuccess && !bounce ? t('diagnosis.mail.clear') : null}
          />
          {bounces.isPending && <Skeleton height={40} />}
          {bounces.error && <UnknownBounces error={bounces.error} />}
          <Group gap="xs">
            <ResendAct {...subject} />
            <EmailAct {...subject} label={t('changeEmail.submit')} />
          </Group>
          <LastMails userId={userId} />
        </Stack>
      </Panel>
      <Panel
        title={t('diagnosis.signIn.title')}
        actions={<HelpButton what={t('diagnosis.signIn.title')} about={['cannotSignIn', 'states']} />}
      >
        <Stack>
          <Findings
            findings={findings.filter(({ code }) => !aboutMail(code))}
            clear={complete ? t('diagnosis.signIn.clear') : null}
          />
          <TypedName userId={userId} />
          <Group gap="xs">
            <ReportAct {...subject} />
          </Group>
          <div>
            <Title order={3} size="h5">
              {t('diagnosis.failed.label')}
            </Title>
            {complete ? (
              <FailedSignIns series={failedSignIns} />
            ) : (
              <Text c="dimmed">{t('diagnosis.failed.hidden')}</Text>
            )}
          </div>
        </Stack>
      </Panel>
    </div>
  );
}
