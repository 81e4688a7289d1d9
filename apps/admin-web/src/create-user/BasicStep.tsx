import { IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { languageNames, languages } from '../i18n/i18n';
import { Button, type Form, Group, Select, Stack, Text, TextInput } from '../ui/basics';
import { OrganizationSelect } from '../users/OrganizationSelect';
import type { Values } from './draft';
import classes from './create-user.module.css';
import { isUserName, type useUserName } from './use-user-name';

type BasicStepProps = {
  form: Form<Values>;
  organization: { organizationId: string; name: string };
  /** Whether another organization can be chosen: not where the dialog was opened from one (L2). */
  choosable: boolean;
  onOrganization: (organization: { organizationId: string; name: string }) => void;
  userName: ReturnType<typeof useUserName>;
};

/** Who it is, and where: what can never be changed says so. */
export function BasicStep({ form, organization, choosable, onOrganization, userName }: BasicStepProps) {
  const { t } = useTranslation();
  return (
    <Stack>
      {choosable ? (
        <OrganizationSelect
          label={t('users.column.organization')}
          description={t('createUser.organizationHint')}
          allowDeselect={false}
          known={organization}
          {...form.getInputProps('organizationId')}
          onChange={(organizationId, option) => {
            if (organizationId && option) onOrganization({ organizationId, name: option.label });
          }}
        />
      ) : (
        <TextInput
          label={t('users.column.organization')}
          description={t('createUser.organizationFixed')}
          value={organization.name}
          readOnly
        />
      )}
      <TextInput
        label={t('person.email')}
        type="email"
        required
        maxLength={254}
        spellCheck={false}
        autoCapitalize="none"
        data-autofocus
        {...form.getInputProps('email')}
      />
      <div>
        <TextInput
          label={t('person.userName')}
          description={t('person.userNameHint')}
          placeholder={userName.proposal}
          maxLength={64}
          spellCheck={false}
          autoCapitalize="none"
          {...form.getInputProps('userName')}
        />
        <UserNameState form={form} {...userName} />
      </div>
      <div className={classes.names}>
        <TextInput
          label={t('person.firstName')}
          required
          maxLength={100}
          {...form.getInputProps('firstName')}
        />
        <TextInput label={t('person.middleName')} maxLength={100} {...form.getInputProps('middleName')} />
        <TextInput
          label={t('person.lastName')}
          required
          maxLength={100}
          {...form.getInputProps('lastName')}
        />
      </div>
      <Select
        label={t('person.language')}
        description={t('createUser.languageHint')}
        data={languages.map((value) => ({ value, label: languageNames[value] }))}
        allowDeselect={false}
        {...form.getInputProps('language')}
      />
    </Stack>
  );
}

/** Said while it is typed: the proposal, whether the name is free, and the way to one that is. */
function UserNameState({ form, proposal, isFree }: { form: Form<Values> } & BasicStepProps['userName']) {
  const { t } = useTranslation();
  const typed = form.values.userName.trim();
  const words = () => {
    if (typed === '')
      return proposal === '' ? null : (
        <Text size="sm" c="dimmed">
          {t('createUser.userName.proposed', { userName: proposal })}
        </Text>
      );
    if (!isUserName(typed) || isFree === null) return null;
    if (isFree)
      return (
        <Group gap={6} c="var(--on-light-teal)">
          <IconCircleCheck size={16} aria-hidden />
          <Text size="sm">{t('createUser.userName.free', { userName: typed })}</Text>
        </Group>
      );
    return (
      <Group gap="xs">
        <Text size="sm" c="var(--on-light-orange)">
          {t('createUser.userName.taken', { userName: typed })}
        </Text>
        {proposal !== '' && (
          <Button variant="subtle" size="compact-sm" onClick={() => form.setFieldValue('userName', proposal)}>
            {t('createUser.userName.take', { userName: proposal })}
          </Button>
        )}
      </Group>
    );
  };
  return (
    <div role="status" className={classes.state}>
      {words()}
    </div>
  );
}
