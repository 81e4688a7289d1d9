import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Bounce, InvitationMail } from '../api/notifier';
import type { DirectoryUser } from '../api/tenancy';
import { withActTexts } from '../i18n/i18n';
import { useFormat } from '../i18n/format';
import { useSignedIn } from '../session/me-context';
import { Text } from '../ui/basics';
import type { Column } from '../ui/DataTable';
import { Highlight } from '../ui/Highlight';
import { Initials } from '../ui/Initials';
import { RouterLink } from '../ui/RouterLink';
import { Day, Time } from '../ui/Time';
import { Tooltip } from '../ui/Tooltip';
import { displayName } from './display-name';
import type { UsersSearch } from './search';
import { UserMenu, type UserMenuProps } from './UserMenu';
import { UserStatus } from './UserStatus';
import classes from './user-columns.module.css';

const InvitationMailState = lazy(() =>
  withActTexts(import('./InvitationMailState').then((module) => ({ default: module.InvitationMailState }))),
);

const AddressBounces = lazy(() =>
  withActTexts(import('./AddressBounces').then((module) => ({ default: module.AddressBounces }))),
);

/** What the menu of a row offers. */
const rowActs = ['mirror', 'invite', 'block', 'unblock', 'deactivate', 'activate', 'remove'] as const;

/** The columns of the directory, with what was searched for marked; the way back from a user leads to the same search. */
export function useUserColumns(
  search: UsersSearch,
  mails: ReadonlyMap<string, InvitationMail>,
  bounces: ReadonlyMap<string, Bounce>,
  onAct: UserMenuProps['onAct'],
): Column<DirectoryUser>[] {
  const { t } = useTranslation();
  const { may } = useSignedIn();
  const mayAct = rowActs.some((act) => may(`user.${act}`));
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('users.column.name'),
        sortable: true,
        width: '30%',
        truncated: true,
        cell: (user) => <Name user={user} search={search} />,
      },
      {
        id: 'status',
        header: t('users.column.status'),
        width: '20%',
        cell: (user) => (
          <Status user={user} mail={mails.get(user.userId)} bounce={bounces.get(user.userId)} />
        ),
      },
      {
        id: 'accountType',
        header: t('users.column.accountType'),
        cell: (user) => t(`accountType.${user.accountType}`),
      },
      {
        id: 'organization',
        header: t('users.column.organization'),
        width: '18%',
        cell: (user) => user.organization.name,
      },
      {
        id: 'lastSignIn',
        header: t('users.column.lastSignIn'),
        sortable: true,
        cell: (user) =>
          user.lastSignInOn ? (
            <Day on={user.lastSignInOn} />
          ) : (
            <Text span c="dimmed">
              {t('users.never')}
            </Text>
          ),
      },
      {
        id: 'createdAt',
        header: t('users.column.created'),
        sortable: true,
        cell: (user) => <Time at={user.createdAt} />,
      },
      ...(mayAct
        ? [
            {
              id: 'acts',
              header: t('users.column.acts'),
              align: 'right' as const,
              width: '6%',
              cell: (user: DirectoryUser) => <UserMenu user={user} onAct={onAct} />,
            },
          ]
        : []),
    ],
    [t, search, mails, bounces, mayAct, onAct],
  );
}

function Name({ user, search }: { user: DirectoryUser; search: UsersSearch }) {
  const query = search.q ?? '';
  const name = displayName(user);
  return (
    <span className={classes.person}>
      <Initials name={name} />
      <span className={classes.names}>
        <RouterLink
          to="/users/$userId"
          params={{ userId: user.userId }}
          state={{ users: search }}
          fw={550}
          className={classes.name}
        >
          <Highlight text={name} query={query} />
        </RouterLink>
        <span className={classes.secondary} title={user.email}>
          <Highlight text={user.email} query={query} />
          {name !== user.userName && user.userName !== user.email && (
            <>
              {' · '}
              <Highlight text={user.userName} query={query} />
            </>
          )}
        </span>
      </span>
    </span>
  );
}

type StatusProps = { user: DirectoryUser; mail: InvitationMail | undefined; bounce: Bounce | undefined };

function Status({ user, mail, bounce }: StatusProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <span className={classes.status}>
      <UserStatus status={user.status} expired={user.invitationExpired} />
      {user.blockedReason && (
        <Tooltip label={user.blockedReason}>
          <span className={classes.reason}>{user.blockedReason}</span>
        </Tooltip>
      )}
      {user.status === 'inactive' && user.inactiveCause && (
        <Tooltip label={user.inactiveReason ?? t(`users.inactive.${user.inactiveCause}`)}>
          <span className={classes.reason}>
            {user.inactiveReason ?? t(`users.inactive.${user.inactiveCause}`)}
          </span>
        </Tooltip>
      )}
      {user.status === 'pending' && user.invitationExpiresAt && (
        <Tooltip label={format.exact(user.invitationExpiresAt)}>
          <time dateTime={user.invitationExpiresAt} className={classes.reason}>
            {t(user.invitationExpired ? 'invitation.expired' : 'invitation.left', {
              time: format.relative(user.invitationExpiresAt),
            })}
          </time>
        </Tooltip>
      )}
      {bounce && (
        <Suspense fallback={null}>
          <AddressBounces bounce={bounce} />
        </Suspense>
      )}
      {user.status === 'pending' && mail && (
        <Suspense fallback={null}>
          <InvitationMailState mail={mail} user={user} />
        </Suspense>
      )}
    </span>
  );
}
