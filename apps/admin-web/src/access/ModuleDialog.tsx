import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Module, putModule } from '../api/access';
import { Button, Checkbox, Group, Stack, TextInput, useForm } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { FormProblem } from '../ui/FormProblem';
import { toastSuccess } from '../ui/toast';
import { useFieldProblems } from '../ui/use-field-problems';

/** Names a module, or makes a new one. */
export function ModuleDialog({ module, onClose }: { module: Module | null; onClose: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const form = useForm({
    initialValues: {
      key: module?.key ?? '',
      name: module?.name ?? '',
      position: String(module?.position ?? 0),
      adminOnly: module?.adminOnly ?? false,
    },
    validate: {
      key: (value) => (/^[a-z][a-z0-9_]{1,39}$/.test(value) ? null : t('modules.keyInvalid')),
      name: (value) => (value.trim() ? null : t('field.required')),
      position: (value) => (/^\d{1,3}$|^1000$/.test(value) ? null : t('field.invalid')),
    },
  });
  const showProblems = useFieldProblems(form);
  const title = t(module ? 'modules.edit' : 'modules.add');
  const saving = useMutation({
    mutationFn: ({ key, position, ...rest }: typeof form.values) =>
      putModule(key, { ...rest, position: Number(position), version: module?.version ?? null }),
    onSuccess: async (_answer, { name }) => {
      void queryClient.resetQueries({ queryKey: ['grantable'] });
      await queryClient.invalidateQueries({ queryKey: ['modules'] });
      toastSuccess(t('modules.saved', { name }));
      onClose();
    },
    onError: showProblems,
  });
  return (
    <Dialog opened onClose={onClose} title={title}>
      <form
        noValidate
        aria-label={title}
        data-trace="save module"
        onSubmit={form.onSubmit((values) => saving.mutate(values))}
      >
        <Stack>
          <FormProblem error={saving.error} />
          <TextInput
            label={t('centers.column.name')}
            required
            maxLength={100}
            data-autofocus
            {...form.getInputProps('name')}
          />
          <TextInput
            label={t('modules.key')}
            description={t('modules.keyHint')}
            required
            readOnly={module !== null}
            maxLength={40}
            spellCheck={false}
            autoCapitalize="none"
            {...form.getInputProps('key')}
          />
          <TextInput
            label={t('modules.position')}
            inputMode="numeric"
            maxLength={4}
            {...form.getInputProps('position')}
          />
          <Checkbox
            label={t('modules.adminOnly')}
            description={module?.alwaysAdminOnly ? t('modules.always') : undefined}
            disabled={module?.alwaysAdminOnly ?? false}
            {...form.getInputProps('adminOnly', { type: 'checkbox' })}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" loading={saving.isPending} data-trace="save module">
              {t('action.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
