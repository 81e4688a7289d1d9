import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { userAccessQuery } from '../api/queries';
import { useFormat } from '../i18n/format';
import { useRoleText } from '../roles/use-role-text';
import { useSignedIn } from '../session/me-context';
import { OrganizationPath } from '../shell/OrganizationPath';
import { Skeleton } from '../ui/basics';
import { Facts } from '../ui/Facts';
import { Panel } from '../ui/Panel';
import { ErrorState } from '../ui/States';

/** Where one belongs, and what one is there. */
export function OwnAccess() {
  const { t } = useTranslation();
  const { me } = useSignedIn();
  return (
    <Panel title={t('user.access')}>
      <Facts
        items={[
          {
            name: t('user.organization'),
            value: <OrganizationPath path={me.organization.path} />,
            hint: t('user.organizationHint'),
          },
          {
            name: t('users.column.accountType'),
            value: t(`accountType.${me.accountType}`),
            hint: t(`accountType.help.${me.accountType}`),
          },
          { name: t('access.roles'), value: <OwnRoles /> },
        ]}
      />
    </Panel>
  );
}

function OwnRoles() {
  const { t } = useTranslation();
  const format = useFormat();
  const { session } = useSignedIn();
  const roleText = useRoleText();
  const access = useQuery(userAccessQuery(session.userId));
  if (access.error && !access.data)
    return <ErrorState error={access.error} onRetry={() => void access.refetch()} />;
  if (!access.data) return <Skeleton height={14} my={4} />;
  const names = access.data.roles.map((role) => roleText(role).name);
  return names.length > 0 ? format.list(names) : t('access.noRoles');
}
