import { IconArrowsSplit2 } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { editOrganization, type OrganizationDetails } from '../api/organizations';
import { ApiProblem } from '../api/problem';
import { Alert, Button, Group, Stack, Text, TextInput, useForm } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { FormProblem } from '../ui/FormProblem';
import { useFieldProblems } from '../ui/use-field-problems';
import { DetailFields } from './DetailFields';
import { type Conflict, type DetailField, type Details, merge, toDetails, toRequest } from './details';
import { useOrganizationCommand } from './use-organization-command';

type EditDialogProps = { organization: OrganizationDetails; onClose: () => void };
type Clash = { conflicts: Conflict[]; taken: DetailField[] };

/** Edits name and details (A1). Where somebody else was faster, both values are shown and nothing is lost silently. */
export function EditDialog({ organization, onClose }: EditDialogProps) {
  const { t } = useTranslation();
  // The one that was read when the dialog opened; what is read meanwhile must not slip under the edit.
  const [base, setBase] = useState(organization);
  const [clash, setClash] = useState<Clash | null>(null);
  const form = useForm<Details>({
    initialValues: toDetails(organization),
    validate: { name: (value) => (value.trim() ? null : t('field.required')) },
  });
  const showProblems = useFieldProblems(form);
  const editing = useOrganizationCommand(
    (values: Details) =>
      editOrganization(organization.organizationId, { version: base.version, ...toRequest(values) }),
    { success: t('organization.edit.done'), onDone: onClose },
  );
  const failed = (error: Error) => {
    const current = currentOf(error);
    if (!current) return showProblems(error);
    const { merged, ...seen } = merge(toDetails(base), form.values, toDetails(current));
    form.setValues(merged);
    setBase(current);
    setClash(seen);
  };
  return (
    <Dialog opened onClose={onClose} size="lg" title={t('organization.edit.title', { name: base.name })}>
      <form
        noValidate
        data-trace="edit organization"
        onSubmit={form.onSubmit((values) => editing.mutate(values, { onError: failed }))}
      >
        <Stack>
          {clash ? (
            <Changed clash={clash} onTake={(field, value) => form.setFieldValue(field, value)} />
          ) : (
            <FormProblem error={editing.error} />
          )}
          <TextInput
            label={t('organization.field.name')}
            required
            maxLength={100}
            data-autofocus
            {...form.getInputProps('name')}
          />
          <DetailFields getInputProps={(field) => form.getInputProps(field)} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" loading={editing.isPending} data-trace="edit organization">
              {t('action.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

/** The organization as it is now, where the refusal is that it was changed meanwhile. */
const currentOf = (error: Error): OrganizationDetails | null =>
  error instanceof ApiProblem && error.is('organization.changed') && error.extensions.current
    ? (error.extensions.current as OrganizationDetails)
    : null;

type ChangedProps = { clash: Clash; onTake: (field: DetailField, value: string) => void };

function Changed({ clash: { conflicts, taken }, onTake }: ChangedProps) {
  const { t } = useTranslation();
  return (
    <Alert
      role="alert"
      color="orange"
      icon={<IconArrowsSplit2 aria-hidden />}
      title={t('problem.organization.changed')}
    >
      <Stack gap={6}>
        {taken.length > 0 && (
          <Text>
            {t('organization.edit.taken', {
              fields: taken.map((field) => t(`organization.field.${field}`)).join(', '),
            })}
          </Text>
        )}
        {conflicts.map(({ field, theirs }) => (
          <Group key={field} justify="space-between" gap="xs">
            <Text>
              {t('organization.edit.conflict', {
                field: t(`organization.field.${field}`),
                theirs: theirs || t('organization.notKnown'),
              })}
            </Text>
            <Button size="compact-sm" variant="default" onClick={() => onTake(field, theirs)}>
              {t('organization.edit.take', { field: t(`organization.field.${field}`) })}
            </Button>
          </Group>
        ))}
      </Stack>
    </Alert>
  );
}
