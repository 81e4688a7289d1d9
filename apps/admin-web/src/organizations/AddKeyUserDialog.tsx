import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { contactChoiceQuery } from '../api/choice-queries';
import { type OrganizationDetails, type OrganizationKeyUsers, setKeyUsers } from '../api/organizations';
import { Button, Group, Select, Stack, Text, useDebouncedCallback, useForm } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { FormProblem } from '../ui/FormProblem';
import { displayName } from '../users/display-name';
import { useOrganizationCommand } from './use-organization-command';

type AddKeyUserDialogProps = {
  organization: OrganizationDetails;
  current: OrganizationKeyUsers;
  onClose: () => void;
};

/** Names another key user, chosen from the active users of the organization or of one above it. */
export function AddKeyUserDialog({ organization, current, onClose }: AddKeyUserDialogProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [q, setQ] = useState('');
  const search = useDebouncedCallback(setQ, 250);
  const users = useQuery(contactChoiceQuery(organization.organizationId, q));
  const named = current.keyUsers.map(({ userId }) => userId);
  const found = new Map(
    (users.data?.items ?? [])
      .filter((user) => !named.includes(user.userId))
      .map((user) => [user.userId, user]),
  );
  const form = useForm({
    initialValues: { userId: '' },
    validate: { userId: (value) => (value ? null : t('field.required')) },
  });
  const adding = useOrganizationCommand(
    ({ userId }: typeof form.values) =>
      setKeyUsers(organization.organizationId, { version: current.version, userIds: [...named, userId] }),
    { success: t('keyUser.added'), onDone: onClose },
  );
  const options = [...found.values()].map((user) => ({ value: user.userId, label: displayName(user) }));
  return (
    <Dialog opened onClose={onClose} title={t('keyUser.addTo', { name: organization.name })}>
      <form noValidate data-trace="add key user" onSubmit={form.onSubmit((values) => adding.mutate(values))}>
        <Stack>
          <FormProblem error={adding.error} />
          <Select
            label={t('keyUser.user')}
            description={t('keyUser.userHint')}
            searchable
            required
            data-autofocus
            data={options}
            searchValue={typed}
            onSearchChange={(text: string) => {
              setTyped(text);
              search(options.some(({ label }) => label === text) ? q : text.trim());
            }}
            filter={({ options: all }) => all}
            renderOption={({ option }: { option: { value: string; label: string } }) => (
              <span>
                {option.label}
                <Text span display="block" size="xs" c="dimmed">
                  {found.get(option.value)?.email} · {found.get(option.value)?.organization.name}
                </Text>
              </span>
            )}
            nothingFoundMessage={t('keyUser.nobody')}
            maxDropdownHeight={280}
            {...form.getInputProps('userId')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" loading={adding.isPending} data-trace="add key user">
              {t('keyUser.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
