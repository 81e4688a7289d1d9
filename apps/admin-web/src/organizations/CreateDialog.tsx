import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { createOrganization, type OrganizationDetails } from '../api/organizations';
import { useOnce } from '../api/use-once';
import { Button, Group, Select, Stack, Text, TextInput, useForm } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { FormProblem } from '../ui/FormProblem';
import { useFieldProblems } from '../ui/use-field-problems';
import { DetailFields } from './DetailFields';
import { noDetails, toRequest } from './details';
import { useOrganizationCommand } from './use-organization-command';

type CreateDialogProps = { parent: OrganizationDetails; onClose: () => void };

/** Creates a customer or a dependent company below an organization (A1), then opens its page. */
export function CreateDialog({ parent, onClose }: CreateDialogProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const kinds = parent.kindsBelow;
  const form = useForm({
    initialValues: {
      kind: kinds.find((kind) => kind === 'customer') ?? kinds[0] ?? 'customer',
      ...noDetails,
    },
    validate: { name: (value) => (value.trim() ? null : t('field.required')) },
  });
  const showProblems = useFieldProblems(form);
  const once = useOnce();
  const creating = useOrganizationCommand(
    ({ kind, ...details }: typeof form.values) =>
      once((key) =>
        createOrganization({ parentId: parent.organizationId, kind, ...toRequest(details) }, key),
      ),
    {
      success: t('organization.create.done', { name: form.values.name.trim() }),
      onDone: ({ organization: { organizationId } }) =>
        void navigate({ to: '/organizations/$organizationId', params: { organizationId } }),
    },
  );
  return (
    <Dialog opened onClose={onClose} size="lg" title={t('organization.create.title', { name: parent.name })}>
      <form
        noValidate
        data-trace="create organization"
        onSubmit={form.onSubmit((values) => creating.mutate(values, { onError: showProblems }))}
      >
        <Stack>
          <FormProblem error={creating.error} />
          <TextInput
            label={t('organization.field.name')}
            required
            maxLength={100}
            data-autofocus
            {...form.getInputProps('name')}
          />
          <Select
            label={t('organization.kind')}
            data={kinds.map((kind) => ({ value: kind, label: t(`organization.kind.${kind}`) }))}
            allowDeselect={false}
            {...form.getInputProps('kind')}
          />
          <Text size="sm" c="dimmed">
            {t('organization.create.hint')}
          </Text>
          <DetailFields getInputProps={(field) => form.getInputProps(field)} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" loading={creating.isPending} data-trace="create organization">
              {t('organization.create.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
