import { IconAlertTriangle, IconBan, IconBuildingOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/problem';
import { useFormat } from '../i18n/format';
import { useProblemText } from '../i18n/problem-text';
import { useRuntime } from '../runtime';
import { Alert, Stack, Text } from '../ui/basics';
import { organizationRefusal } from './organization-refusal';
import { WhomToAsk } from './WhomToAsk';

const text = (value: unknown): string | null => (typeof value === 'string' && value ? value : null);

/** Whether the password was right, so that the refusal says why. */
const told = (problem: ApiProblem | null): boolean =>
  problem?.is(
    'sign_in.blocked',
    'sign_in.inactive',
    'sign_in.not_activated',
    'sign_in.one_off_expired',
    'sign_in.one_off_used',
  ) ?? false;

/** By which rule (L5, L7). */
function WhyInactive({ problem }: { problem: ApiProblem }) {
  const { t } = useTranslation();
  const { cause, daysWithoutSignIn: count } = problem.extensions;
  if (cause === 'manual') return <Text>{t('signIn.inactive.manual')}</Text>;
  return typeof count === 'number' ? <Text>{t('signIn.inactive.inactivity', { count })}</Text> : null;
}

/** Why nobody was signed in. With a wrong password nothing is told; with the right one, the reason and whom to ask (C2, C13). */
export function SignInRefusal({ error }: { error: Error }) {
  const { t } = useTranslation();
  const { environment } = useRuntime();
  const format = useFormat();
  const problemText = useProblemText();
  const problem = error instanceof ApiProblem ? error : null;
  const organization = organizationRefusal(error) !== null;
  const closed = organization || told(problem);
  const Glyph = organization ? IconBuildingOff : closed ? IconBan : IconAlertTriangle;
  const reason = text(problem?.extensions.reason);
  const since = text(problem?.extensions.since);
  return (
    <Alert
      role="alert"
      color="red"
      icon={<Glyph aria-hidden />}
      title={closed ? problemText(error) : t('signIn.failed')}
    >
      <Stack gap={4}>
        {!closed && <Text>{problemText(error)}</Text>}
        {problem?.is('sign_in.refused') && (
          <>
            <Text>{t('signIn.refusedHint', { environment })}</Text>
            <Text>{t('signIn.invitedHint')}</Text>
          </>
        )}
        {problem?.is('sign_in.inactive') && <WhyInactive problem={problem} />}
        {reason && <Text>{t('signIn.reason', { reason })}</Text>}
        {since && <Text>{t('signIn.since', { date: format.dateTime(since) })}</Text>}
        {problem?.is('sign_in.blocked') && <Text>{t('signIn.blockedNext')}</Text>}
        {organization && <Text>{t('signIn.nothingLost')}</Text>}
        {closed && <WhomToAsk problem={problem} />}
      </Stack>
    </Alert>
  );
}
