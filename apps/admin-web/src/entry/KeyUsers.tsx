import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { installationKeyUsers } from '../api/identity';
import { Stack, Text } from '../ui/basics';
import { Contacts } from './Contacts';

/** Whom somebody without an account may ask for one (C13); nothing where nobody is named, or that is not known now. */
export function KeyUsers() {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ['installation', 'key-users'],
    queryFn: ({ signal }) => installationKeyUsers(signal),
  });
  if (!data || data.keyUsers.length === 0) return null;
  return (
    <Stack gap={2}>
      <Text id="key-users">{t('signIn.askForAccount')}</Text>
      <Contacts people={data.keyUsers} labelledBy="key-users" />
    </Stack>
  );
}
