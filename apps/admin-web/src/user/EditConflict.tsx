import { useTranslation } from 'react-i18next';
import type { UserProfile } from '../api/identity';
import { languageNames } from '../i18n/i18n';
import { Alert, Button, Group, Stack, Text } from '../ui/basics';
import { Facts } from '../ui/Facts';

type Version = {
  firstName: string;
  middleName: string;
  lastName: string;
  language: UserProfile['language'];
};

type EditConflictProps = {
  mine: Version;
  theirs: Version;
  busy: boolean;
  onTakeOver: () => void;
  onOverwrite: () => void;
};

const fields = ['firstName', 'middleName', 'lastName', 'language'] as const;

/** Somebody was faster: both versions of what differs, and the choice between them (L3). */
export function EditConflict({ mine, theirs, busy, onTakeOver, onOverwrite }: EditConflictProps) {
  const { t } = useTranslation();
  const shown = (version: Version, field: (typeof fields)[number]) =>
    field === 'language' ? languageNames[version.language] : version[field].trim() || t('user.notGiven');
  const different = fields.filter((field) => shown(mine, field) !== shown(theirs, field));
  return (
    <Stack>
      <Alert color="orange" role="alert">
        <Text>{t('edit.conflict')}</Text>
      </Alert>
      <Facts
        stacked
        items={different.map((field) => ({
          name: t(`person.${field}`),
          value: (
            <>
              <Text>
                {t('edit.mine')} <strong>{shown(mine, field)}</strong>
              </Text>
              <Text>
                {t('edit.theirs')} <strong>{shown(theirs, field)}</strong>
              </Text>
            </>
          ),
        }))}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={onTakeOver} data-autofocus>
          {t('edit.takeOver')}
        </Button>
        <Button loading={busy} onClick={onOverwrite} data-trace="edit user">
          {t('edit.overwrite')}
        </Button>
      </Group>
    </Stack>
  );
}
