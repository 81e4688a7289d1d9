import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { changeRole, createRole, type Role } from '../api/access';
import { useOnce } from '../api/use-once';
import { useSignedIn } from '../session/me-context';
import { Button, Checkbox, Group, Radio, Stack, Text, Textarea, TextInput, useForm } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { FormProblem } from '../ui/FormProblem';
import { toastSuccess } from '../ui/toast';
import { useFieldProblems } from '../ui/use-field-problems';
import { areas, isRolePermission, permissionAreas, type RolePermission } from './permission-areas';

type RoleDialogProps = { organizationId: string; role?: Role; onClose: () => void };
type Values = {
  name: string;
  description: string;
  lowestAccountType: Role['lowestAccountType'];
  permissions: RolePermission[];
};

/** Makes a role or changes one: its name, a help text, who may hold it, and what it lets them do. */
export function RoleDialog({ organizationId, role, onClose }: RoleDialogProps) {
  const { t } = useTranslation();
  const { may } = useSignedIn();
  const queryClient = useQueryClient();
  const form = useForm<Values>({
    initialValues: {
      name: role?.name ?? '',
      description: role?.description ?? '',
      lowestAccountType: role?.lowestAccountType ?? 'standard',
      permissions: role?.permissions.filter(isRolePermission) ?? [],
    },
    validate: {
      name: (value) => (value.trim() ? null : t('field.required')),
      lowestAccountType: (value, { permissions }) =>
        value === 'standard' && permissions.length > 0 ? t('problem.role.for_administrators') : null,
    },
  });
  const showProblems = useFieldProblems(form);
  const title = t(role ? 'roles.edit' : 'roles.create');
  const once = useOnce();
  const saving = useMutation({
    mutationFn: (values: Values): Promise<unknown> =>
      role
        ? changeRole(role.roleId, { ...values, version: role.version })
        : once((key) => createRole(organizationId, values, key)),
    onSuccess: async (_answer, { name }) => {
      await queryClient.invalidateQueries({ queryKey: ['roles'] });
      void queryClient.resetQueries({ queryKey: ['grantable'] });
      void queryClient.invalidateQueries({ queryKey: ['role'] });
      toastSuccess(t('roles.saved', { name }));
      onClose();
    },
    onError: (error) => {
      showProblems(error);
      void queryClient.invalidateQueries({ queryKey: ['roles'] });
    },
  });
  return (
    <Dialog opened onClose={onClose} size="lg" title={title}>
      <form
        noValidate
        aria-label={title}
        data-trace="save role"
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
          <Textarea
            label={t('roles.description')}
            description={t('roles.descriptionHint')}
            maxLength={500}
            autosize
            minRows={2}
            maxRows={5}
            {...form.getInputProps('description')}
          />
          <Radio.Group label={t('roles.lowest')} {...form.getInputProps('lowestAccountType')}>
            <Group mt={6}>
              {(['standard', 'privileged', 'master'] as const).map((type) => (
                <Radio key={type} value={type} label={t(`accountType.${type}`)} />
              ))}
            </Group>
          </Radio.Group>
          <Text fw={600}>{t('roles.permissions')}</Text>
          {areas.map((area) => (
            <Checkbox.Group key={area} label={t(`roles.area.${area}`)} {...form.getInputProps('permissions')}>
              <Stack gap="xs" mt={6}>
                {permissionAreas[area].map((permission) => {
                  const refused = !may(permission) && !form.values.permissions.includes(permission);
                  return (
                    <Checkbox
                      key={permission}
                      value={permission}
                      label={t(`permission.${permission}`)}
                      description={refused ? t('rule.grant_not_held') : undefined}
                      disabled={refused}
                    />
                  );
                })}
              </Stack>
            </Checkbox.Group>
          ))}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" loading={saving.isPending} data-trace="save role">
              {t('action.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
