import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ActionIcon, Button, Group, Stack, Text, TextInput, useForm } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { toastSuccess } from '../ui/toast';
import { useFilterWords } from './filter-words';
import { mostViews, useSavedViews } from './saved-views';
import type { UsersSearch } from './search';

/** Names the list as it is filtered and sorted now, and removes views that were named before. */
export function ViewsDialog({ search, onClose }: { search: UsersSearch; onClose: () => void }) {
  const { t } = useTranslation();
  const { views, save, remove } = useSavedViews();
  const words = useFilterWords(search).map(({ label }) => label);
  const form = useForm({
    initialValues: { name: '' },
    validate: { name: (value) => (value.trim() ? null : t('field.required')) },
  });
  return (
    <Dialog opened onClose={onClose} title={t('users.savedViews')}>
      <Stack>
        <form
          noValidate
          onSubmit={form.onSubmit(({ name }) => {
            save({ name: name.trim(), search });
            toastSuccess(t('views.saved', { name: name.trim() }));
            onClose();
          })}
        >
          <Stack gap="sm">
            <Text size="sm" c="dimmed">
              {words.length > 0 ? t('views.current', { filters: words.join(' · ') }) : t('views.unfiltered')}
            </Text>
            <TextInput
              label={t('views.name')}
              description={t('views.hint', { most: mostViews })}
              required
              maxLength={60}
              data-autofocus
              {...form.getInputProps('name')}
            />
            <Group justify="flex-end">
              <Button type="submit">{t('views.save')}</Button>
            </Group>
          </Stack>
        </form>
        {views.length > 0 && (
          <Stack gap={4} role="list" aria-label={t('users.savedViews')}>
            {views.map(({ name }) => (
              <Group key={name} role="listitem" justify="space-between" wrap="nowrap">
                <Text>{name}</Text>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('views.remove', { name })}
                  onClick={() => remove(name)}
                >
                  <IconTrash size={16} aria-hidden />
                </ActionIcon>
              </Group>
            ))}
          </Stack>
        )}
      </Stack>
    </Dialog>
  );
}
