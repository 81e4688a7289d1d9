import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { usersBelowQuery } from '../api/organization-queries';
import {
  closeOrganization,
  type OrganizationDetails,
  reopenOrganization,
  type StatusChange,
  suspendOrganization,
} from '../api/organizations';
import { useFormat } from '../i18n/format';
import { useSignedIn } from '../session/me-context';
import { Button, Group, Stack, Text, Textarea, TextInput, useForm } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { FormProblem } from '../ui/FormProblem';
import { useFieldProblems } from '../ui/use-field-problems';
import { useOrganizationCommand } from './use-organization-command';

const commands: Record<StatusChange, typeof suspendOrganization> = {
  suspend: suspendOrganization,
  close: closeOrganization,
  reopen: reopenOrganization,
};

type StatusDialogProps = { change: StatusChange; organization: OrganizationDetails; onClose: () => void };

/** Suspends, closes or reopens an organization with a reason (A14); closing asks to type its name. */
export function StatusDialog({ change, organization, onClose }: StatusDialogProps) {
  const { t } = useTranslation();
  const { name, organizationId } = organization;
  const form = useForm({
    initialValues: { reason: '', name: '' },
    validate: {
      reason: (value) => (value.trim() ? null : t('block.reasonRequired')),
      name: (value) =>
        change === 'close' && value.trim() !== name ? t('organization.close.nameWrong') : null,
    },
  });
  const showProblems = useFieldProblems(form);
  const changing = useOrganizationCommand(
    ({ reason }: typeof form.values) => commands[change](organizationId, reason.trim()),
    { success: t(`organization.${change}.done`, { name }), onDone: onClose },
  );
  return (
    <Dialog opened onClose={onClose} title={t(`organization.${change}.title`, { name })}>
      <form
        noValidate
        data-trace={`${change} organization`}
        onSubmit={form.onSubmit((values) => changing.mutate(values, { onError: showProblems }))}
      >
        <Stack>
          <FormProblem error={changing.error} />
          <Text>{t(`organization.${change}.consequences`)}</Text>
          <Reach organization={organization} />
          <Textarea
            label={t('block.reason')}
            description={t('organization.reasonHint')}
            required
            autosize
            minRows={3}
            maxRows={8}
            maxLength={1000}
            {...form.getInputProps('reason')}
          />
          {change === 'close' && (
            <TextInput
              label={t('organization.close.typeName', { name })}
              required
              autoComplete="off"
              {...form.getInputProps('name')}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose} data-autofocus>
              {t('action.cancel')}
            </Button>
            <Button
              type="submit"
              {...(change === 'reopen' ? {} : { color: 'red' })}
              loading={changing.isPending}
              data-trace={`${change} organization`}
            >
              {t(`organization.${change}.submit`)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

/** How many organizations and users it is about, as far as the person sees them. */
function Reach({ organization: { organizationId, children } }: { organization: OrganizationDetails }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { may } = useSignedIn();
  const users = useQuery({ ...usersBelowQuery(organizationId), enabled: may('user.view') });
  const shown = ({ count, exact }: { count: number; exact: boolean }) =>
    exact ? format.number(count) : t('users.more', { count: format.number(count) });
  return (
    <Text fw={600} role="status">
      {t('organization.reach.below', { count: children.count, shown: shown(children) })}
      {users.data &&
        ` · ${t('organization.reach.users', { count: users.data.count, shown: shown(users.data) })}`}
    </Text>
  );
}
