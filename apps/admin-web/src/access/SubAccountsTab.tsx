import { IconFolders, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addSubAccount, deleteSubAccount, renameSubAccount, type SubAccount } from '../api/access';
import { subAccountsQuery } from '../api/access-queries';
import { useOnce } from '../api/use-once';
import { useFormat } from '../i18n/format';
import { useProblemText } from '../i18n/problem-text';
import { useSignedIn } from '../session/me-context';
import { Button, Group, Stack } from '../ui/basics';
import { type Column, DataTable } from '../ui/DataTable';
import { LoadMore } from '../ui/LoadMore';
import { RefusableButton } from '../ui/RefusableButton';
import { EmptyState, ErrorState } from '../ui/States';
import { toastError } from '../ui/toast';

const NameDialog = lazy(() =>
  import('../service-centers/NameDialog').then((module) => ({ default: module.NameDialog })),
);

/** The sub-accounts of an organization, into which users are let one by one (A4). */
export function SubAccountsTab({ organization }: { organization: { organizationId: string } }) {
  const { organizationId } = organization;
  const { t } = useTranslation();
  const { may } = useSignedIn();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const list = useInfiniteQuery(subAccountsQuery(organizationId));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const [edited, setEdited] = useState<SubAccount | 'new' | null>(null);
  const close = () => setEdited(null);
  const onSettled = () => {
    void queryClient.resetQueries({ queryKey: ['grantable'] });
    return queryClient.invalidateQueries({ queryKey: ['sub-accounts', organizationId] });
  };
  const once = useOnce();
  const adding = useMutation({
    mutationFn: (name: string) => once((key) => addSubAccount(organizationId, name, key)),
    onSuccess: close,
    onSettled,
  });
  const renaming = useMutation({
    mutationFn: async (name: string) => {
      if (!edited || edited === 'new') return;
      const { subAccountId, version } = edited;
      await renameSubAccount(subAccountId, { name, version });
    },
    onSuccess: close,
    onSettled,
  });
  const deleting = useMutation({
    mutationFn: (one: SubAccount) => deleteSubAccount(one.subAccountId),
    onError: (error) => toastError(problemText(error)),
    onSettled,
  });
  const columns = useColumns(may('organization.manage'), setEdited, deleting.mutate);
  if (list.error && !list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  const add = may('organization.manage') && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEdited('new')}>
      {t('subAccounts.add')}
    </Button>
  );
  return (
    <Stack>
      {list.data && rows.length === 0 ? (
        <EmptyState
          icon={IconFolders}
          title={t('subAccounts.none.title')}
          description={t('subAccounts.none.text')}
        >
          {add}
        </EmptyState>
      ) : (
        <>
          {add && <Group>{add}</Group>}
          <DataTable
            caption={t('access.subAccounts')}
            columns={columns}
            rows={rows}
            rowId={(one) => one.subAccountId}
            loading={list.isPending}
          />
          <LoadMore list={list} trace="load more sub-accounts" />
        </>
      )}
      {edited && (
        <Suspense fallback={null}>
          <NameDialog
            title={t(edited === 'new' ? 'subAccounts.add' : 'subAccounts.rename')}
            submit={t('action.save')}
            name={edited === 'new' ? '' : edited.name}
            maxLength={100}
            command={edited === 'new' ? adding : renaming}
            onClose={close}
          />
        </Suspense>
      )}
    </Stack>
  );
}

function useColumns(
  manages: boolean,
  onRename: (one: SubAccount) => void,
  onDelete: (one: SubAccount) => void,
): Column<SubAccount>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return useMemo(() => {
    const columns: Column<SubAccount>[] = [
      { id: 'name', header: t('centers.column.name'), width: '60%', cell: ({ name }) => name },
      {
        id: 'users',
        header: t('subAccounts.users'),
        align: 'right',
        cell: ({ users }) => format.number(users),
      },
    ];
    if (manages)
      columns.push({
        id: 'acts',
        header: t('subAccounts.acts'),
        align: 'right',
        cell: (one) => (
          <Group gap={4} justify="flex-end" wrap="nowrap">
            <Button
              variant="subtle"
              size="compact-sm"
              onClick={() => onRename(one)}
              aria-label={t('subAccounts.renameOf', { name: one.name })}
            >
              <IconPencil size={15} aria-hidden />
            </Button>
            <RefusableButton
              variant="subtle"
              color="red"
              size="compact-sm"
              refused={one.users > 0 ? t('problem.sub_account.held') : null}
              onClick={() => onDelete(one)}
              aria-label={t('subAccounts.deleteOf', { name: one.name })}
            >
              <IconTrash size={15} aria-hidden />
            </RefusableButton>
          </Group>
        ),
      });
    return columns;
  }, [t, format, manages, onRename, onDelete]);
}
