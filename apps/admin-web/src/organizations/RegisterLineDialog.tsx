import { useTranslation } from 'react-i18next';
import { type Line, type OrganizationDetails, registerLine } from '../api/organizations';
import { useOnce } from '../api/use-once';
import { Button, Group, Select, Stack, TextInput, useForm } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { FormProblem } from '../ui/FormProblem';
import { useFieldProblems } from '../ui/use-field-problems';
import { useOrganizationCommand } from './use-organization-command';

const kinds: readonly Line['kind'][] = ['sim', 'number', 'contract'];

type RegisterLineDialogProps = { organization: OrganizationDetails; onClose: () => void };

/** Registers a line that belongs to the organization. */
export function RegisterLineDialog({ organization, onClose }: RegisterLineDialogProps) {
  const { t } = useTranslation();
  const form = useForm<{ kind: Line['kind']; identifier: string; label: string }>({
    initialValues: { kind: 'sim', identifier: '', label: '' },
    validate: { identifier: (value) => (value.trim() ? null : t('field.required')) },
  });
  const showProblems = useFieldProblems(form);
  const once = useOnce();
  const registering = useOrganizationCommand(
    ({ kind, identifier, label }: typeof form.values) =>
      once((key) =>
        registerLine(
          organization.organizationId,
          { kind, identifier: identifier.trim(), label: label.trim() || null },
          key,
        ),
      ),
    {
      success: t('line.register.done', { identifier: form.values.identifier.trim() }),
      onDone: onClose,
    },
  );
  return (
    <Dialog opened onClose={onClose} title={t('line.register.title', { name: organization.name })}>
      <form
        noValidate
        data-trace="register line"
        onSubmit={form.onSubmit((values) => registering.mutate(values, { onError: showProblems }))}
      >
        <Stack>
          <FormProblem error={registering.error} />
          <Select
            label={t('line.kind')}
            data={kinds.map((kind) => ({ value: kind, label: t(`line.kind.${kind}`) }))}
            allowDeselect={false}
            {...form.getInputProps('kind')}
          />
          <TextInput
            label={t('line.identifier')}
            description={t('line.identifierHint')}
            required
            maxLength={60}
            data-autofocus
            {...form.getInputProps('identifier')}
          />
          <TextInput label={t('line.label')} maxLength={100} {...form.getInputProps('label')} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" loading={registering.isPending} data-trace="register line">
              {t('line.register.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
