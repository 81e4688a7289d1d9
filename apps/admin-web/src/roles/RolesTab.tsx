import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '../api/access';
import { rolesQuery } from '../api/access-queries';
import { useSignedIn } from '../session/me-context';
import { Button, Group, Skeleton, Stack } from '../ui/basics';
import { LoadMore } from '../ui/LoadMore';
import { ErrorState } from '../ui/States';
import { RoleMatrix } from './RoleMatrix';

const DeleteRoleDialog = lazy(() =>
  import('./DeleteRoleDialog').then((module) => ({ default: module.DeleteRoleDialog })),
);
const RoleDialog = lazy(() => import('./RoleDialog').then((module) => ({ default: module.RoleDialog })));

type Open = { dialog: 'create' } | { dialog: 'edit' | 'delete'; role: Role };

/** The roles that users of an organization can hold, and what each lets them do (A2). */
export function RolesTab({ organization }: { organization: { organizationId: string } }) {
  const { organizationId } = organization;
  const { t } = useTranslation();
  const { may } = useSignedIn();
  const roles = useInfiniteQuery(rolesQuery(organizationId));
  const [open, setOpen] = useState<Open | null>(null);
  if (roles.error && !roles.data)
    return <ErrorState error={roles.error} onRetry={() => void roles.refetch()} />;
  if (!roles.data) return <Skeleton height={240} aria-hidden />;
  const close = () => setOpen(null);
  return (
    <Stack>
      {may('role.manage') && (
        <Group>
          <Button
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setOpen({ dialog: 'create' })}
          >
            {t('roles.create')}
          </Button>
        </Group>
      )}
      <RoleMatrix
        roles={roles.data.pages.flatMap((page) => page.items)}
        onEdit={(role) => setOpen({ dialog: 'edit', role })}
        onDelete={(role) => setOpen({ dialog: 'delete', role })}
      />
      <LoadMore list={roles} trace="load more roles" />
      <Suspense fallback={null}>
        {open?.dialog === 'create' && <RoleDialog organizationId={organizationId} onClose={close} />}
        {open?.dialog === 'edit' && (
          <RoleDialog organizationId={organizationId} role={open.role} onClose={close} />
        )}
        {open?.dialog === 'delete' && <DeleteRoleDialog role={open.role} onClose={close} />}
      </Suspense>
    </Stack>
  );
}
