import { IconPencil } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserAccess } from '../api/tenancy';
import { LimitPanel } from '../dialogues/LimitPanel';
import { HelpButton } from '../help/HelpButton';
import { useRoleText } from '../roles/use-role-text';
import { Badge, Group, Skeleton, Stack, Text } from '../ui/basics';
import { Panel } from '../ui/Panel';
import { RefusableButton } from '../ui/RefusableButton';
import { ErrorState } from '../ui/States';
import { useRefusal } from '../user/decision-text';
import classes from './AccessTab.module.css';
import { RejectedNotice } from './RejectedNotice';

const AccessDialog = lazy(() =>
  import('./AccessDialog').then((module) => ({ default: module.AccessDialog })),
);

type AccessTabProps = { userId: string; name: string | undefined; access: UseQueryResult<UserAccess> };

/** What a user may do: account type, roles, modules and sub-accounts (A2–A4), with the way to change it. */
export function AccessTab({ userId, name, access }: AccessTabProps) {
  if (access.error && !access.data)
    return <ErrorState error={access.error} onRetry={() => void access.refetch()} />;
  if (!access.data)
    return (
      <Stack aria-hidden>
        <Skeleton height={90} />
        <Skeleton height={90} />
      </Stack>
    );
  return <Access userId={userId} name={name ?? ''} access={access.data} />;
}

function Access({ userId, name, access }: { userId: string; name: string; access: UserAccess }) {
  const { t } = useTranslation();
  const refusal = useRefusal();
  const roleText = useRoleText();
  const [editing, setEditing] = useState(false);
  const { accountType, roles, modules, subAccounts, permissions } = access;
  return (
    <Stack>
      {access.rejected && <RejectedNotice rejected={access.rejected} />}
      <Group>
        <RefusableButton
          leftSection={<IconPencil size={16} aria-hidden />}
          refused={refusal(access, 'user.access')}
          onClick={() => setEditing(true)}
        >
          {t('access.change')}
        </RefusableButton>
        <HelpButton
          what={t('user.tab.access')}
          about={['accountTypes', 'modules', 'delegate', 'dialogueLimit']}
        />
      </Group>
      <div className={classes.panels}>
        <Stack>
          <Panel title={t('users.column.accountType')}>
            <Text fw={600}>{t(`accountType.${accountType}`)}</Text>
            <Text size="sm" c="dimmed">
              {t(`accountType.help.${accountType}`)}
            </Text>
          </Panel>
          <Panel title={t('access.roles')}>
            {roles.length === 0 ? (
              <None>{t('access.noRoles')}</None>
            ) : (
              <ul className={classes.list}>
                {roles.map((role) => (
                  <li key={role.roleId}>
                    <Text fw={600}>{roleText(role).name}</Text>
                    <Text size="sm" c="dimmed">
                      {roleText(role).help}
                    </Text>
                  </li>
                ))}
              </ul>
            )}
          </Panel>
          {roles.some(({ roleId }) => roleId === 'chat_operator') && (
            <LimitPanel userId={userId} name={name} />
          )}
        </Stack>
        <Stack>
          <Panel title={t('access.modules')}>
            <Names names={modules.map((module) => module.name)} none={t('access.noModules')} />
          </Panel>
          <Panel title={t('access.subAccounts')}>
            {subAccounts === null ? (
              <Text>{t('access.allSubAccounts')}</Text>
            ) : (
              <Names names={subAccounts.map((one) => one.name)} none={t('access.noSubAccounts')} />
            )}
          </Panel>
          <Panel title={t('access.permissions')}>
            <Names
              names={permissions.map((permission) => t(`permission.${permission}`))}
              none={t('access.noPermissions')}
            />
          </Panel>
        </Stack>
      </div>
      <Suspense fallback={null}>
        {editing && (
          <AccessDialog userId={userId} name={name} access={access} onClose={() => setEditing(false)} />
        )}
      </Suspense>
    </Stack>
  );
}

const None = ({ children }: { children: ReactNode }) => <Text c="dimmed">{children}</Text>;

function Names({ names, none }: { names: readonly string[]; none: string }) {
  if (names.length === 0) return <None>{none}</None>;
  return (
    <ul className={classes.names}>
      {names.map((name) => (
        <li key={name}>
          <Badge color="gray" tt="none" fw={500}>
            {name}
          </Badge>
        </li>
      ))}
    </ul>
  );
}
