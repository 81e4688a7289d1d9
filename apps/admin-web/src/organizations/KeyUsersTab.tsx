import { IconAddressBook, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { organizationKeyUsersQuery } from '../api/organization-queries';
import { type OrganizationDetails, type OrganizationKeyUsers, setKeyUsers } from '../api/organizations';
import { useSignedIn } from '../session/me-context';
import { Group, Skeleton, Stack, Text } from '../ui/basics';
import { FormProblem } from '../ui/FormProblem';
import { Initials } from '../ui/Initials';
import { Panel } from '../ui/Panel';
import { RefusableButton } from '../ui/RefusableButton';
import { RouterLink } from '../ui/RouterLink';
import { EmptyState, ErrorState } from '../ui/States';
import { useReason } from '../user/decision-text';
import { UserStatus } from '../users/UserStatus';
import { useOrganizationCommand } from './use-organization-command';
import classes from './organizations.module.css';

const AddKeyUserDialog = lazy(() =>
  import('./AddKeyUserDialog').then((module) => ({ default: module.AddKeyUserDialog })),
);
type KeyUser = OrganizationKeyUsers['keyUsers'][number];

/** Whom the organization names for requests of accounts; without any, those of the nearest one above (C13). */
export function KeyUsersTab({ organization }: { organization: OrganizationDetails }) {
  const { t } = useTranslation();
  const { may } = useSignedIn();
  const reason = useReason();
  const [adding, setAdding] = useState(false);
  const read = useQuery(organizationKeyUsersQuery(organization.organizationId));
  const removing = useOrganizationCommand(
    ({ version, keyUsers, removed }: OrganizationKeyUsers & { removed: string }) =>
      setKeyUsers(organization.organizationId, {
        version,
        userIds: keyUsers.map(({ userId }) => userId).filter((userId) => userId !== removed),
      }),
    { success: t('keyUser.removed') },
  );
  const ordering = useOrganizationCommand(
    ({ version, keyUsers, raised }: OrganizationKeyUsers & { raised: string }) =>
      setKeyUsers(organization.organizationId, { version, userIds: raise(keyUsers, raised) }),
    { success: t('keyUser.ordered') },
  );
  if (read.error && !read.data) return <ErrorState error={read.error} onRetry={() => void read.refetch()} />;
  if (!read.data) return <Skeleton height={160} maw={860} aria-hidden />;
  const { keyUsers, inheritedKeyUsers: inherited, decision } = read.data;
  const add = may('organization.manage') && (
    <RefusableButton
      leftSection={<IconPlus size={16} aria-hidden />}
      refused={reason(decision)}
      onClick={() => setAdding(true)}
    >
      {t('keyUser.add')}
    </RefusableButton>
  );
  return (
    <Stack maw={860}>
      <FormProblem error={removing.error ?? ordering.error} />
      <Text c="dimmed">
        {t('keyUser.meaning')} {organization.kind === 'operator' && t('keyUser.public')}
      </Text>
      {keyUsers.length === 0 ? (
        <EmptyState
          icon={IconAddressBook}
          title={t('keyUser.none.title')}
          description={t(inherited ? 'keyUser.none.inherited' : 'keyUser.none.text')}
        >
          {add}
        </EmptyState>
      ) : (
        <Panel title={t('keyUser.own')} actions={add}>
          <ul className={classes.list}>
            {keyUsers.map((user, index) => (
              <Contact key={user.userId} user={user}>
                {may('organization.manage') && (
                  <Group gap={4}>
                    {keyUsers.length > 1 && (
                      <RefusableButton
                        variant="subtle"
                        size="compact-sm"
                        refused={index === 0 ? t('keyUser.isFirst') : reason(decision)}
                        onClick={() => {
                          if (!ordering.isPending) ordering.mutate({ ...read.data, raised: user.userId });
                        }}
                        aria-label={t('keyUser.raise', { name: user.name })}
                      >
                        <IconArrowUp size={15} aria-hidden />
                      </RefusableButton>
                    )}
                    <RefusableButton
                      variant="subtle"
                      size="compact-sm"
                      leftSection={<IconX size={14} aria-hidden />}
                      refused={reason(decision)}
                      loading={removing.isPending}
                      onClick={() => removing.mutate({ ...read.data, removed: user.userId })}
                      aria-label={t('keyUser.removeOne', { name: user.name })}
                    >
                      {t('keyUser.remove')}
                    </RefusableButton>
                  </Group>
                )}
              </Contact>
            ))}
          </ul>
        </Panel>
      )}
      {inherited && (
        <Panel
          title={
            inherited.organization
              ? t('keyUser.inherited', { name: inherited.organization.name })
              : t('keyUser.inheritedAbove')
          }
        >
          <ul className={classes.list}>
            {inherited.keyUsers.map((user) => (
              // Whom an organization above one's own names can be asked, not looked at.
              <Contact key={user.userId} user={user} hidden={!inherited.organization} />
            ))}
          </ul>
        </Panel>
      )}
      {adding && (
        <Suspense fallback={null}>
          <AddKeyUserDialog
            organization={organization}
            current={read.data}
            onClose={() => setAdding(false)}
          />
        </Suspense>
      )}
    </Stack>
  );
}

/** The ids in their order, with one of them a place further up. */
function raise(keyUsers: readonly KeyUser[], raised: string): string[] {
  const ids = keyUsers.map(({ userId }) => userId);
  const at = ids.indexOf(raised);
  return at < 1 ? ids : [...ids.slice(0, at - 1), raised, ...ids.slice(at - 1).filter((id) => id !== raised)];
}

type ContactProps = { user: KeyUser; hidden?: boolean; children?: React.ReactNode };

function Contact({ user, hidden = false, children }: ContactProps) {
  const { may } = useSignedIn();
  return (
    <li className={classes.item}>
      <Group gap="sm" wrap="nowrap" className={classes.itemText}>
        <Initials name={user.name} />
        <div>
          {hidden || !may('user.view') ? (
            <Text fw={550}>{user.name}</Text>
          ) : (
            <RouterLink to="/users/$userId" params={{ userId: user.userId }} fw={550}>
              {user.name}
            </RouterLink>
          )}
          <Text size="sm" c="dimmed">
            {user.email}
          </Text>
        </div>
      </Group>
      {user.status !== 'active' && <UserStatus status={user.status} />}
      {children}
    </li>
  );
}
