import { IconApps, IconPencil, IconPlus, IconShieldLock, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Module } from '../api/access';
import { modulesQuery } from '../api/access-queries';
import { useSignedIn } from '../session/me-context';
import { Button } from '../ui/basics';
import { type Column, DataTable } from '../ui/DataTable';
import { Page } from '../ui/Page';
import { EmptyState, ErrorState, NoPermissionState } from '../ui/States';
import { StateBadge } from '../ui/StateBadge';

const ModuleDialog = lazy(() =>
  import('./ModuleDialog').then((module) => ({ default: module.ModuleDialog })),
);

/** The modules of the product, for those who operate the installation (A3). */
export function ModulesPage() {
  const { t } = useTranslation();
  const { may } = useSignedIn();
  const [edited, setEdited] = useState<Module | 'new' | null>(null);
  if (!may('installation.operate'))
    return (
      <Page title={t('modules.title')}>
        <NoPermissionState description={t('modules.noPermission')} />
      </Page>
    );
  return (
    <Page
      title={t('modules.title')}
      lead={t('modules.lead')}
      actions={
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEdited('new')}>
          {t('modules.add')}
        </Button>
      }
    >
      <Modules onEdit={setEdited} />
      {edited && (
        <Suspense fallback={null}>
          <ModuleDialog module={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
        </Suspense>
      )}
    </Page>
  );
}

function Modules({ onEdit }: { onEdit: (module: Module) => void }) {
  const { t } = useTranslation();
  const modules = useQuery(modulesQuery);
  const columns = useMemo<Column<Module>[]>(
    () => [
      { id: 'position', header: t('modules.position'), cell: ({ position }) => position },
      { id: 'name', header: t('centers.column.name'), width: '35%', cell: ({ name }) => name },
      { id: 'key', header: t('modules.key'), cell: ({ key }) => <code>{key}</code> },
      {
        id: 'adminOnly',
        header: t('users.column.accountType'),
        cell: ({ adminOnly }) => (
          <StateBadge tone={adminOnly ? 'warning' : 'neutral'} icon={adminOnly ? IconShieldLock : IconUsers}>
            {t(adminOnly ? 'modules.adminOnly' : 'modules.forAll')}
          </StateBadge>
        ),
      },
      {
        id: 'acts',
        header: t('subAccounts.acts'),
        align: 'right',
        cell: (module) => (
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => onEdit(module)}
            aria-label={t('modules.editOf', { name: module.name })}
          >
            <IconPencil size={15} aria-hidden />
          </Button>
        ),
      },
    ],
    [t, onEdit],
  );
  if (modules.error && !modules.data)
    return <ErrorState error={modules.error} onRetry={() => void modules.refetch()} />;
  if (modules.data?.items.length === 0)
    return <EmptyState icon={IconApps} title={t('access.noModules')} description={t('modules.lead')} />;
  return (
    <DataTable
      caption={t('modules.title')}
      columns={columns}
      rows={modules.data?.items ?? []}
      rowId={(module) => module.key}
      loading={modules.isPending}
      minWidth="640px"
    />
  );
}
