import { IconFileText, IconKey } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AccessDraft, newcomer, touchedOnly } from '../access/fitting';
import { grantableQuery } from '../api/access-queries';
import { type Invited, inviteUsers } from '../api/identity';
import { organizationsQuery } from '../api/queries';
import { useOnce } from '../api/use-once';
import { HelpNote } from '../help/HelpNote';
import { languageNames, languages, withFurtherTexts } from '../i18n/i18n';
import { useSignedIn } from '../session/me-context';
import { Button, Group, Select, Stack, Text, TextInput, useForm } from '../ui/basics';
import { FileButton } from '../ui/FileButton';
import { FormProblem } from '../ui/FormProblem';
import { useFieldProblems } from '../ui/use-field-problems';
import { AccountTypeField } from './AccountTypeField';
import { AddressField } from './AddressField';
import {
  addressesInFile,
  allAddresses,
  faultOf,
  maximumAddresses,
  noAddresses,
  withAddresses,
} from './addresses';
import { OrganizationSelect } from './OrganizationSelect';

const InvitePermissions = lazy(() =>
  withFurtherTexts(import('./InvitePermissions').then((module) => ({ default: module.InvitePermissions }))),
);

type InviteFormProps = { onDone: (answer: Invited) => void; onCancel: () => void };

export function InviteForm({ onDone, onCancel }: InviteFormProps) {
  const { t, i18n } = useTranslation();
  const { me } = useSignedIn();
  const organizations = useQuery(organizationsQuery(''));
  const several = (organizations.data?.items.length ?? 0) > 1;
  const form = useForm({
    initialValues: {
      organizationId: me.organization.organizationId,
      addresses: noAddresses,
      accountType: me.grantableAccountTypes[0] ?? 'standard',
      language: languages.find((language) => language === i18n.language) ?? 'en',
    },
    validate: {
      organizationId: (value) => (value ? null : t('field.required')),
      addresses: (value) => {
        const { length } = allAddresses(value).addresses;
        if (length === 0) return t('invite.addresses.none');
        return length > maximumAddresses ? t('invite.tooMany') : null;
      },
    },
  });
  const queryClient = useQueryClient();
  const [permissionsShown, showPermissions] = useState(false);
  // What was chosen, in one organization: another has other roles. What was not is the usual for newcomers.
  const [chosen, setChosen] = useState<{ organizationId: string; access: Partial<AccessDraft> }>();
  const { organizationId, accountType } = form.values;
  const access = chosen?.organizationId === organizationId ? chosen.access : {};
  const { addresses: typed } = form.values;
  const { addresses, duplicates } = useMemo(() => allAddresses(typed), [typed]);
  const showProblems = useFieldProblems(form);
  const once = useOnce();
  const inviting = useMutation({
    mutationFn: (request: Parameters<typeof inviteUsers>[0]) => once((key) => inviteUsers(request, key)),
    onSuccess: onDone,
    onError: showProblems,
  });
  const send = (values: typeof form.values) =>
    inviting.mutate({
      ...values,
      ...touchedOnly(
        { ...newcomer(values.accountType), ...access },
        access,
        queryClient.getQueryData(grantableQuery(values.organizationId).queryKey),
      ),
      addresses: allAddresses(values.addresses).addresses,
    });
  const readFile = async (file: File) => {
    const found = addressesInFile(await file.text());
    form.setFieldValue('addresses', (before) => withAddresses(before, found.join('\n')));
    if (found.length === 0) form.setFieldError('addresses', t('invite.file.none', { file: file.name }));
  };

  return (
    <form noValidate data-trace="invite users" aria-label={t('invite.title')} onSubmit={form.onSubmit(send)}>
      <Stack>
        <HelpNote about={['inviteUsers', 'pendingInvitations', 'accountTypes', 'modules']} />
        <FormProblem error={inviting.error} />
        {several ? (
          <OrganizationSelect
            label={t('users.column.organization')}
            description={t('invite.organizationHint')}
            allowDeselect={false}
            known={me.organization}
            {...form.getInputProps('organizationId')}
          />
        ) : (
          <TextInput
            label={t('users.column.organization')}
            description={t('invite.organizationFixed')}
            value={me.organization.name}
            readOnly
          />
        )}
        <AddressField
          value={typed}
          onChange={(next) => form.setFieldValue('addresses', next)}
          error={form.errors['addresses']}
        />
        <Group justify="space-between" align="flex-start">
          <AddressSummary addresses={addresses} duplicates={duplicates} />
          <FileButton
            accept=".csv,.txt,text/csv,text/plain"
            onFile={(file) => void readFile(file)}
            variant="subtle"
            size="compact-sm"
            leftSection={<IconFileText size={15} aria-hidden />}
          >
            {t('invite.file')}
          </FileButton>
        </Group>
        <AccountTypeField {...form.getInputProps('accountType')} />
        {permissionsShown ? (
          <Suspense fallback={null}>
            <InvitePermissions
              organizationId={organizationId}
              draft={{ ...newcomer(accountType), ...access }}
              onChange={(change) => setChosen({ organizationId, access: { ...access, ...change } })}
            />
          </Suspense>
        ) : (
          <Group>
            <Button
              variant="default"
              leftSection={<IconKey size={16} aria-hidden />}
              onClick={() => showPermissions(true)}
            >
              {t('invite.permissions')}
            </Button>
          </Group>
        )}
        <Select
          label={t('invite.language')}
          description={t('invite.languageHint')}
          data={languages.map((value) => ({ value, label: languageNames[value] }))}
          allowDeselect={false}
          {...form.getInputProps('language')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" loading={inviting.isPending} data-trace="invite users">
            {t('invite.submit', { count: addresses.length })}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What was recognised so far, said while it is typed. */
function AddressSummary({ addresses, duplicates }: { addresses: readonly string[]; duplicates: number }) {
  const { t } = useTranslation();
  const malformed = useMemo(() => addresses.filter((one) => faultOf(one) !== null).length, [addresses]);
  return (
    <div role="status">
      {addresses.length > 0 && (
        <Text size="sm" c="dimmed">
          {t('invite.recognised', { count: addresses.length })}
          {duplicates > 0 && ` ${t('invite.duplicates', { count: duplicates })}`}
        </Text>
      )}
      {malformed > 0 && (
        <Text size="sm" c="var(--on-light-orange)">
          {t('invite.malformed', { count: malformed })}
        </Text>
      )}
    </div>
  );
}
