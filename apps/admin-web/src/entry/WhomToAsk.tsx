import { useTranslation } from 'react-i18next';
import type { ApiProblem } from '../api/problem';
import { Stack, Text } from '../ui/basics';
import { Contacts } from './Contacts';
import { keyUsersOf } from './key-users';

/** The key users of the organization with their addresses, or a word about administrators where none are named (C13). */
export function WhomToAsk({ problem }: { problem: ApiProblem | null }) {
  const { t } = useTranslation();
  const keyUsers = keyUsersOf(problem);
  if (keyUsers.length === 0) return <Text>{t('signIn.askAdministrator')}</Text>;
  return (
    <Stack gap={2}>
      <Text id="whom-to-ask">{t('signIn.keyUsers')}</Text>
      <Contacts people={keyUsers} labelledBy="whom-to-ask" />
    </Stack>
  );
}
