import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { childChoiceQuery } from '../api/choice-queries';
import { assignLines, type Line, type LineAssignment, type OrganizationDetails } from '../api/organizations';
import { Button, Group, Select, Stack, Text, useDebouncedCallback, useForm } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { FormProblem } from '../ui/FormProblem';
import { useOrganizationCommand } from './use-organization-command';

type AssignLinesDialogProps = {
  organization: OrganizationDetails;
  lines: Line[];
  onDone: (results: LineAssignment[]) => void;
  onClose: () => void;
};

/** Assigns lines to an organization directly below, which then administers them (A1). */
export function AssignLinesDialog({ organization, lines, onDone, onClose }: AssignLinesDialogProps) {
  const { t } = useTranslation();
  const form = useForm({
    initialValues: { organizationId: '' },
    validate: { organizationId: (value) => (value ? null : t('field.required')) },
  });
  const assigning = useOrganizationCommand(
    ({ organizationId }: typeof form.values) =>
      assignLines(
        lines.map(({ lineId }) => lineId),
        organizationId,
      ),
    { success: null, onDone: ({ results }) => onDone(results) },
  );
  return (
    <Dialog opened onClose={onClose} title={t('line.assign.title', { count: lines.length })}>
      <form
        noValidate
        data-trace="assign lines"
        onSubmit={form.onSubmit((values) => assigning.mutate(values))}
      >
        <Stack>
          <FormProblem error={assigning.error} />
          <Text>{t('line.assign.meaning')}</Text>
          <ChildSelect organization={organization} {...form.getInputProps('organizationId')} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" loading={assigning.isPending} data-trace="assign lines">
              {t('line.assign.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

type ChildSelectProps = {
  organization: OrganizationDetails;
  value?: string;
  onChange?: (value: string) => void;
};

/** One of the organizations directly below: the first by name, the others by typing. */
function ChildSelect({ organization, value, onChange, ...props }: ChildSelectProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [q, setQ] = useState('');
  const search = useDebouncedCallback(setQ, 250);
  const children = useQuery(childChoiceQuery(organization.organizationId, q));
  const known = new Map((children.data?.items ?? []).map((child) => [child.organizationId, child.name]));
  return (
    <Select
      label={t('line.assign.to')}
      description={t('line.assign.toHint', { name: organization.name })}
      searchable
      required
      data-autofocus
      data={[...known].map(([id, name]) => ({ value: id, label: name }))}
      value={value || null}
      onChange={(next) => onChange?.(next ?? '')}
      searchValue={typed}
      onSearchChange={(text) => {
        setTyped(text);
        search([...known.values()].includes(text) ? q : text.trim());
      }}
      filter={({ options: all }) => all}
      nothingFoundMessage={t('organization.none')}
      maxDropdownHeight={280}
      {...props}
    />
  );
}
