import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { NoOperatorFree } from '../api/dialogues';
import { ApiProblem } from '../api/problem';
import { useFormat } from '../i18n/format';
import { Alert, Stack, Text } from '../ui/basics';

/** What a failure says where no operator was free; `null` for every other one. */
export function nobodyFree(error: Error | null): NoOperatorFree | null {
  if (!(error instanceof ApiProblem) || !error.is('dialogue.no_operator_free')) return null;
  const { totals, mend } = error.extensions as Partial<NoOperatorFree>;
  return totals && mend ? { totals, mend } : null;
}

/** Nobody could be dealt a dialogue: who is there, how many places they have, and what would help. */
export function NobodyFree({ totals, mend }: NoOperatorFree) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Alert role="alert" color="orange" icon={<IconAlertTriangle aria-hidden />}>
      <Stack gap={4}>
        <Text fw={600}>{t('problem.dialogue.no_operator_free')}</Text>
        <Text>
          {t('dialogues.totals', {
            online: format.number(totals.online),
            operators: format.number(totals.operators),
            taken: format.number(totals.taken),
            places: format.number(totals.places),
          })}
        </Text>
        <Text>{t(`dialogues.mend.${mend}`)}</Text>
      </Stack>
    </Alert>
  );
}
