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

/** Why nobody was signed in. With a wrong password nothing is told; with the right one, the reason and whom to ask (C2, C13). */
export function SignInRefusal({ error }: { error: Error }) {
  const { t } = useTranslation();
  const { environment } = useRuntime();
  const format = useFormat();
  const problemText = useProblemText();
  const problem = error instanceof ApiProblem ? error : null;
  const organization = organizationRefusal(error) !== null;
  const closed = organization || (problem?.is('sign_in.blocked', 'sign_in.inactive') ?? false);
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
        {problem?.is('sign_in.refused') && <Text>{t('signIn.refusedHint', { environment })}</Text>}
        {reason && <Text>{t('signIn.reason', { reason })}</Text>}
        {since && <Text>{t('signIn.since', { date: format.dateTime(since) })}</Text>}
        {organization && <Text>{t('signIn.nothingLost')}</Text>}
        {closed && <WhomToAsk problem={problem} />}
      </Stack>
    </Alert>
  );
}
