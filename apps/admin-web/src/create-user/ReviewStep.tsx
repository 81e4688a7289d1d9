import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type AccessDraft, fitting, newcomer } from '../access/fitting';
import { grantableQuery } from '../api/access-queries';
import { languageNames } from '../i18n/i18n';
import { useFormat } from '../i18n/format';
import { useRoleText } from '../roles/use-role-text';
import { OwnPassword } from '../session/OwnPassword';
import { Button, type Form, Stack, Title } from '../ui/basics';
import { Facts } from '../ui/Facts';
import classes from './create-user.module.css';
import type { Values } from './draft';
import { useProposedWay } from './FirstPasswordStep';
import { type Step, steps } from './steps';

type ReviewStepProps = {
  form: Form<Values>;
  organizationName: string;
  userName: string;
  access: Partial<AccessDraft>;
  onEdit: (step: number) => void;
};

/** Everything once more, each section with the way back to it, and one's own password. */
export function ReviewStep({ form, organizationName, userName, access, onEdit }: ReviewStepProps) {
  const { t } = useTranslation();
  const { way } = useProposedWay(form.values.organizationId);
  const { email, firstName, middleName, lastName, language, accountType, firstPassword } = form.values;
  const name = [firstName, middleName, lastName].map((part) => part.trim()).filter(Boolean);
  return (
    <Stack>
      <Section step="basic" onEdit={onEdit}>
        <Facts
          items={[
            { name: t('users.column.organization'), value: organizationName },
            { name: t('createUser.name'), value: name.join(' ') },
            { name: t('person.email'), value: email.trim() },
            { name: t('person.userName'), value: userName, hint: t('person.userNameHint') },
            { name: t('person.language'), value: languageNames[language] },
          ]}
        />
      </Section>
      <Section step="permissions" onEdit={onEdit}>
        <Granted
          organizationId={form.values.organizationId}
          draft={{ ...newcomer(accountType), ...access }}
        />
      </Section>
      <Section step="firstPassword" onEdit={onEdit}>
        <p>{t(`createUser.way.${firstPassword || way}`)}</p>
      </Section>
      <OwnPassword {...form.getInputProps('password')} />
    </Stack>
  );
}

type SectionProps = { step: Step; onEdit: (step: number) => void; children: ReactNode };

function Section({ step, onEdit, children }: SectionProps) {
  const { t } = useTranslation();
  const title = t(`createUser.step.${step}`);
  return (
    <section aria-label={title}>
      <div className={classes.section}>
        <Title order={3} size="h4">
          {title}
        </Title>
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={t('createUser.editSection', { section: title })}
          onClick={() => onEdit(steps.indexOf(step))}
        >
          {t('createUser.edit')}
        </Button>
      </div>
      {children}
    </section>
  );
}

/** What is given, by name. */
function Granted({ organizationId, draft }: { organizationId: string; draft: AccessDraft }) {
  const { t } = useTranslation();
  const format = useFormat();
  const roleText = useRoleText();
  const { data } = useQuery(grantableQuery(organizationId));
  const { roleIds, modules, subAccountIds } = fitting(draft, data ?? { roles: [], modules: [] });
  const list = (names: readonly (string | undefined)[], none: string) => {
    const known = names.filter((name) => name !== undefined);
    return known.length === 0 ? none : format.list(known);
  };
  const roles = roleIds.map((id) => {
    const role = data?.roles.find(({ roleId }) => roleId === id);
    return role && roleText(role).name;
  });
  const moduleNames = modules.map((key) => data?.modules.find((one) => one.key === key)?.name);
  const subAccounts = subAccountIds?.map(
    (id) => data?.subAccounts.find(({ subAccountId }) => subAccountId === id)?.name,
  );
  return (
    <Facts
      items={[
        { name: t('invite.accountType'), value: t(`accountType.${draft.accountType}`) },
        { name: t('access.roles'), value: list(roles, t('access.noRoles')) },
        { name: t('access.modules'), value: list(moduleNames, t('access.noModules')) },
        {
          name: t('access.subAccounts'),
          value: subAccounts ? list(subAccounts, t('access.noSubAccounts')) : t('access.allSubAccounts'),
        },
      ]}
    />
  );
}
