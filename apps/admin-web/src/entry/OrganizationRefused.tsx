import { IconBuildingOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ApiProblem } from '../api/problem';
import { useFormat } from '../i18n/format';
import { useProblemText } from '../i18n/problem-text';
import { Text } from '../ui/basics';
import { EntryPage } from './EntryPage';
import { WhomToAsk } from './WhomToAsk';

/** The page of a link that is fine, into an organization that lets nobody in for now. */
export function OrganizationRefused({ problem }: { problem: ApiProblem }) {
  const { t } = useTranslation();
  const format = useFormat();
  const problemText = useProblemText();
  const { since } = problem.extensions;
  return (
    <EntryPage
      title={problemText(problem)}
      lead={t('code.organizationRefused')}
      icon={<IconBuildingOff size={36} stroke={1.5} aria-hidden />}
    >
      {typeof since === 'string' && <Text>{t('signIn.since', { date: format.dateTime(since) })}</Text>}
      <WhomToAsk problem={problem} />
    </EntryPage>
  );
}
