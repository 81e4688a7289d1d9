import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Editable, editUser, type UserProfile } from '../api/identity';
import { ApiProblem } from '../api/problem';
import type { UserAccess } from '../api/tenancy';
import { languageNames, languages } from '../i18n/i18n';
import { Button, Group, NativeSelect, Stack, TextInput, useForm } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { FormProblem } from '../ui/FormProblem';
import { useFieldProblems } from '../ui/use-field-problems';
import { displayName } from '../users/display-name';
import { EditConflict } from './EditConflict';
import { useUserCommand } from './use-user-command';

type Values = { firstName: string; middleName: string; lastName: string; language: UserProfile['language'] };

const valuesOf = ({ firstName, middleName, lastName, language }: Editable): Values => ({
  firstName: firstName ?? '',
  middleName: middleName ?? '',
  lastName: lastName ?? '',
  language,
});

/** What somebody else has made of the profile meanwhile, in the answer that says so. */
const presentIn = (error: Error): Editable | null =>
  error instanceof ApiProblem && error.is('profile.changed') ? (error.extensions.present as Editable) : null;

type EditDialogProps = { user: UserProfile; access: UserAccess; onClose: () => void };

/** Edits names and language; what never changes stands there with the reason (L3). */
export function EditDialog({ user, access, onClose }: EditDialogProps) {
  const { t } = useTranslation();
  const name = displayName(user);
  const [seen, see] = useState(user.profileRevision);
  const [present, setPresent] = useState<Editable | null>(null);
  const form = useForm<Values>({
    initialValues: valuesOf(user),
    validate: {
      firstName: (value) => (value.trim() ? null : t('field.required')),
      lastName: (value) => (value.trim() ? null : t('field.required')),
    },
  });
  const showProblems = useFieldProblems(form);
  const editing = useUserCommand(
    ({ values, revision }: { values: Values; revision: number }) =>
      editUser(user.userId, { ...values, middleName: values.middleName.trim() || null }, revision),
    { userId: user.userId, success: t('edit.done', { name }), onDone: onClose },
  );
  const save = (values: Values, revision: number) =>
    editing.mutate(
      { values, revision },
      {
        onError: (error) => {
          showProblems(error);
          setPresent(presentIn(error));
        },
      },
    );
  const takeOver = (theirs: Editable) => {
    form.setValues(valuesOf(theirs));
    see(theirs.profileRevision);
    setPresent(null);
    editing.reset();
  };
  if (present)
    return (
      <Dialog opened onClose={onClose} title={t('edit.title', { name })}>
        <EditConflict
          mine={form.values}
          theirs={valuesOf(present)}
          busy={editing.isPending}
          onTakeOver={() => takeOver(present)}
          onOverwrite={() => save(form.values, present.profileRevision)}
        />
      </Dialog>
    );
  return (
    <Dialog opened onClose={onClose} title={t('edit.title', { name })}>
      <form noValidate data-trace="edit user" onSubmit={form.onSubmit((values) => save(values, seen))}>
        <Stack>
          <FormProblem error={editing.error} />
          <TextInput
            label={t('person.firstName')}
            required
            maxLength={100}
            data-autofocus
            {...form.getInputProps('firstName')}
          />
          <TextInput label={t('person.middleName')} maxLength={100} {...form.getInputProps('middleName')} />
          <TextInput
            label={t('person.lastName')}
            required
            maxLength={100}
            {...form.getInputProps('lastName')}
          />
          <NativeSelect
            label={t('person.language')}
            data={languages.map((language) => ({ value: language, label: languageNames[language] }))}
            {...form.getInputProps('language')}
          />
          <TextInput
            label={t('person.userName')}
            description={t('person.userNameHint')}
            value={user.userName}
            readOnly
            variant="filled"
          />
          <TextInput
            label={t('user.organization')}
            description={t('user.organizationHint')}
            value={access.organization.name}
            readOnly
            variant="filled"
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" loading={editing.isPending} data-trace="edit user">
              {t('action.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
