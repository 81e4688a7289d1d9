import { IconClockX, IconLinkOff, IconMailOpened, IconWorldX } from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { inspectCode, type InspectedCode } from '../api/identity';
import { ApiProblem } from '../api/problem';
import { useRuntime } from '../runtime';
import { Group, Skeleton, Stack, Text } from '../ui/basics';
import { RouterButton } from '../ui/RouterLink';
import { ErrorState } from '../ui/States';
import { EntryPage } from './EntryPage';
import { organizationRefusal } from './organization-refusal';
import { OrganizationRefused } from './OrganizationRefused';
import type { Purpose } from './purposes';

type Refusal = 'missing' | 'unknown' | 'used' | 'expired' | 'other_environment';

const icons: Record<Refusal, Icon> = {
  missing: IconMailOpened,
  unknown: IconLinkOff,
  used: IconMailOpened,
  expired: IconClockX,
  other_environment: IconWorldX,
};
const refusals: readonly Refusal[] = ['unknown', 'used', 'expired', 'other_environment'];

/** Why a code opens nothing; `null` where the failure is another one. */
function refusalOf(error: Error | null): Refusal | null {
  if (!(error instanceof ApiProblem)) return null;
  if (error.is('request.invalid')) return 'unknown';
  return refusals.find((refusal) => error.code === `code.${refusal}`) ?? null;
}

/** Asks what a mailed code is for, and shows its page only where the code opens it. Nothing is spent by looking. */
export function CodeGate({
  code,
  purposes,
  children,
}: {
  code: string;
  /** What the page is for. */
  purposes: readonly [Purpose, ...Purpose[]];
  children: (inspected: InspectedCode) => ReactNode;
}) {
  const { t } = useTranslation();
  const [purpose] = purposes;
  const inspection = useQuery({
    queryKey: ['code', code],
    queryFn: ({ signal }) => inspectCode(code, signal),
    enabled: code !== '',
    staleTime: Infinity,
    gcTime: 0,
  });
  if (!code) return <CodeRefused refusal="missing" purpose={purpose} />;
  if (inspection.isPending) {
    return (
      <EntryPage title={t('code.checking')}>
        <Stack aria-hidden>
          <Skeleton height={14} width="70%" />
          <Skeleton height={36} />
          <Skeleton height={36} />
        </Stack>
      </EntryPage>
    );
  }
  const refusal = refusalOf(inspection.error);
  if (refusal) return <CodeRefused refusal={refusal} purpose={purpose} />;
  const organization = organizationRefusal(inspection.error);
  if (organization) return <OrganizationRefused problem={organization} />;
  if (inspection.error) {
    return (
      <EntryPage title={t('code.notChecked')}>
        <ErrorState error={inspection.error} onRetry={() => void inspection.refetch()} />
      </EntryPage>
    );
  }
  if (!purposes.includes(inspection.data.purpose)) return <CodeRefused refusal="unknown" purpose={purpose} />;
  return children(inspection.data);
}

/** What to do next, where it is not to ask for another link to a password. */
const nexts: Partial<Record<Purpose, 'code.next.invitation' | 'code.next.verify_email'>> = {
  invitation: 'code.next.invitation',
  verify_email: 'code.next.verify_email',
};

/** A page of its own for each way in which a link can be no good: what happened and what to do. */
export function CodeRefused({ refusal, purpose }: { refusal: Refusal; purpose: Purpose }) {
  const { t } = useTranslation();
  const { environment } = useRuntime();
  const Glyph = icons[refusal];
  return (
    <EntryPage
      title={t(`code.${refusal}.title`)}
      lead={t(`code.${refusal}.text`, { environment })}
      icon={<Glyph size={36} stroke={1.5} aria-hidden />}
    >
      <Text>{t(nexts[purpose] ?? 'code.next.password')}</Text>
      <Group>
        <RouterButton
          to="/sign-in"
          search={{ to: '/' }}
          variant={purpose === 'verify_email' ? 'default' : 'filled'}
        >
          {t('signIn.submit')}
        </RouterButton>
        {purpose === 'verify_email' && (
          <RouterButton to="/open-account">{t('signIn.openAccount')}</RouterButton>
        )}
        {!nexts[purpose] && (
          <RouterButton to="/forgot-password" variant="default">
            {t('signIn.forgot')}
          </RouterButton>
        )}
      </Group>
    </EntryPage>
  );
}

/** The refusal of a code that was fine when it was looked at and is not when it is spent. */
export const codeRefusal = refusalOf;
