import { useTranslation } from 'react-i18next';
import { type OrganizationPolicies, setPolicies } from '../api/organizations';
import { Button, Checkbox, Group, Select, Stack, Text, TextInput, useForm } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { FormProblem } from '../ui/FormProblem';
import { useFieldProblems } from '../ui/use-field-problems';
import { bounds, firstPasswords, ownPolicies, type PolicyName, readPolicy } from './policies';
import { useOrganizationCommand } from './use-organization-command';

type PolicyDialogProps = { policy: PolicyName; policies: OrganizationPolicies; onClose: () => void };

/** Sets an organization's own value of a policy. */
export function PolicyDialog({ policy, policies, onClose }: PolicyDialogProps) {
  const { t } = useTranslation();
  const counted = policy in bounds ? bounds[policy as keyof typeof bounds] : null;
  const orNever = policy === 'inactivityDays';
  const outside = orNever ? 'policy.outsideOrNever' : 'policy.outside';
  const range = orNever ? 'policy.rangeOrNever' : 'policy.range';
  const wrong = counted ? t(outside, counted) : t('field.email');
  const form = useForm<Partial<Record<PolicyName, string>>>({
    initialValues: { [policy]: String(policies.policies[policy].value ?? '') },
    validate: (values) => (readPolicy(policy, values[policy] ?? '') ? {} : { [policy]: wrong }),
  });
  const showProblems = useFieldProblems(form);
  const setting = useOrganizationCommand(
    (values: typeof form.values) =>
      setPolicies(policies.organizationId, {
        version: policies.version,
        ...ownPolicies(policies),
        ...readPolicy(policy, values[policy] ?? ''),
      }),
    { success: t('policy.done'), onDone: onClose },
  );
  return (
    <Dialog opened onClose={onClose} title={t(`policy.${policy}`)}>
      <form
        noValidate
        data-trace="set policy"
        onSubmit={form.onSubmit((values) => setting.mutate(values, { onError: showProblems }))}
      >
        <Stack>
          <FormProblem error={setting.error} />
          <Text>{t(`policy.help.${policy}`)}</Text>
          {policy === 'firstPassword' ? (
            <Select
              label={t('policy.label.firstPassword')}
              data={firstPasswords.map((value) => ({ value, label: t(`policy.firstPassword.${value}`) }))}
              allowDeselect={false}
              data-autofocus
              {...form.getInputProps(policy)}
            />
          ) : policy === 'tellMirrored' ? (
            <Checkbox
              label={t('policy.label.tellMirrored')}
              data-autofocus
              checked={form.values.tellMirrored === 'true'}
              onChange={(event) => form.setFieldValue(policy, String(event.currentTarget.checked))}
            />
          ) : (
            <TextInput
              label={t(`policy.label.${policy}`)}
              description={counted ? t(range, counted) : undefined}
              {...(counted ? { inputMode: 'numeric' as const } : { type: 'email' })}
              required
              data-autofocus
              {...form.getInputProps(policy)}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" loading={setting.isPending} data-trace="set policy">
              {t('action.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
