import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { AccessFields } from '../access/AccessFields';
import type { AccessDraft } from '../access/fitting';
import { grantableQuery } from '../api/access-queries';
import { Skeleton } from '../ui/basics';
import { ErrorState } from '../ui/States';

type InvitePermissionsProps = {
  organizationId: string;
  draft: AccessDraft;
  onChange: (change: Partial<AccessDraft>) => void;
};
const nothing = { roleIds: [], modules: [], subAccountIds: [] };

/** Roles, modules and sub-accounts of those who are invited (A3). */
export function InvitePermissions({ organizationId, draft, onChange }: InvitePermissionsProps) {
  const { t } = useTranslation();
  const grantable = useQuery(grantableQuery(organizationId));
  if (grantable.error && !grantable.data)
    return <ErrorState error={grantable.error} onRetry={() => void grantable.refetch()} />;
  if (!grantable.data)
    return (
      <div role="status" aria-label={t('state.loading')}>
        <Skeleton height={120} />
      </div>
    );
  return (
    <AccessFields
      organizationId={organizationId}
      there={grantable.data}
      kept={nothing}
      draft={draft}
      onChange={onChange}
    />
  );
}
