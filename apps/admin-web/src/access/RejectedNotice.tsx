import { useTranslation } from 'react-i18next';
import type { UserAccess } from '../api/tenancy';
import { useRoleText } from '../roles/use-role-text';
import { Alert, Text } from '../ui/basics';
import { Time } from '../ui/Time';

// Rules that the console has words for; what a newer service says beyond them is left out.
const rules = ['not_of_organization', 'role_needs_higher_account_type', 'module_for_administrators'] as const;

/** What was to be granted to a new user and could not be: it stays until somebody has changed the access. */
export function RejectedNotice({ rejected }: { rejected: NonNullable<UserAccess['rejected']> }) {
  const { t } = useTranslation();
  const roleText = useRoleText();
  const rule = rules.find((one) => one === rejected.rule);
  const nameOf = (id: string, name: string | null) =>
    name ?? t('access.rejected.gone', { id: id.slice(0, 8) });
  const parts = [
    ...rejected.roles.map(({ roleId, name }) => {
      const known = roleText({ roleId, name, description: null }).name;
      return [roleId, t('access.rejected.role', { name: nameOf(roleId, known === roleId ? null : known) })];
    }),
    ...rejected.modules.map(({ key, name }) => [key, t('access.rejected.module', { name: name ?? key })]),
    ...rejected.subAccounts.map(({ subAccountId, name }) => [
      subAccountId,
      t('access.rejected.subAccount', { name: nameOf(subAccountId, name) }),
    ]),
  ];
  return (
    <Alert color="yellow" title={t('access.rejected.title')}>
      <Text>
        {t('access.rejected.text')} {rule && t(`rule.${rule}`)}
      </Text>
      <ul>
        {parts.map(([id, text]) => (
          <li key={id}>{text}</li>
        ))}
      </ul>
      <Text size="sm">
        <Time at={rejected.at} focusable />
      </Text>
    </Alert>
  );
}
