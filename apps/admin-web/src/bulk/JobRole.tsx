import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { grantableQuery, roleQuery } from '../api/access-queries';
import { useRoleText } from '../roles/use-role-text';
import { useSignedIn } from '../session/me-context';
import { Text } from '../ui/basics';

/** The role that a job gives or takes; one that is not there any more has its id. */
export function JobRole({ roleId }: { roleId: string }) {
  const { t } = useTranslation();
  const roleText = useRoleText();
  const { me } = useSignedIn();
  const there = useQuery(grantableQuery(me.organization.organizationId));
  const listed = there.data?.roles.find((one) => one.roleId === roleId);
  const elsewhere = useQuery({ ...roleQuery(roleId), enabled: there.data !== undefined && !listed });
  const role = listed ?? elsewhere.data;
  return (
    <Text size="sm">
      {t('bulk.roleIs', { name: roleText(role ?? { roleId, name: null, description: null }).name })}
    </Text>
  );
}
