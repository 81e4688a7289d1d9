import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFindGrantable } from '../access/use-find-grantable';
import { grantableQuery } from '../api/access-queries';
import { useProblemText } from '../i18n/problem-text';
import { useRoleText } from '../roles/use-role-text';
import { Select, type SelectProps } from '../ui/basics';
import { ErrorState } from '../ui/States';

type RoleFieldProps = Required<Pick<SelectProps, 'value' | 'onChange' | 'error'>> & {
  organizationId: string;
  /** Otherwise it is taken away, which everybody may who may change access. */
  given: boolean;
};

/** The role that many are given or lose; of those that may not be given none can be chosen. */
export function RoleField({ organizationId, given, value, ...input }: RoleFieldProps) {
  const { t } = useTranslation();
  const roleText = useRoleText();
  const there = useQuery(grantableQuery(organizationId));
  const problemText = useProblemText();
  const { find, isSearching, error } = useFindGrantable(organizationId, 'roles');
  if (there.error && !there.data)
    return <ErrorState error={there.error} onRetry={() => void there.refetch()} />;
  const roles = there.data?.roles.map((role) => ({ ...role, ...roleText(role) })) ?? [];
  return (
    <Select
      label={t('bulk.role')}
      description={roles.find(({ roleId }) => roleId === value)?.help ?? ''}
      required
      searchable
      onSearchChange={find}
      allowDeselect={false}
      disabled={there.isPending}
      nothingFoundMessage={isSearching ? t('state.loading') : error ? problemText(error) : t('bulk.noRole')}
      data={roles.map(({ roleId, name, decision }) => ({
        value: roleId,
        label: name,
        disabled: given && !decision.allowed,
      }))}
      value={value}
      {...input}
    />
  );
}
