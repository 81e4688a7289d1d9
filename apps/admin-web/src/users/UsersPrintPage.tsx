import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mostPrinted, printedUsersQuery } from '../api/queries';
import type { DirectoryUser } from '../api/tenancy';
import { useFormat } from '../i18n/format';
import { useSignedIn } from '../session/me-context';
import { BackLink } from '../ui/BackLink';
import { Alert, Button, Group, Loader } from '../ui/basics';
import { usePageHeading } from '../ui/Page';
import { ErrorState, NoPermissionState } from '../ui/States';
import { displayName } from './display-name';
import { useFilterWords, useOrganizationName } from './filter-words';
import classes from './UsersPrintPage.module.css';

const route = getRouteApi('/printing/users/print');

/** The list as paper wants it: what it is of, when it was printed and by whom, and the rows in small type. */
export function UsersPrintPage() {
  const { t } = useTranslation();
  const { may } = useSignedIn();
  const search = route.useSearch();
  const users = useQuery({ ...printedUsersQuery(search), enabled: may('user.view') });
  const opened = useRef(false);
  const { data } = users;
  useEffect(() => {
    if (!data || opened.current) return;
    opened.current = true;
    window.print();
  }, [data]);
  return (
    <main id="content" className={classes.page}>
      <Group justify="space-between" className={classes.screenOnly}>
        <BackLink to="/users" search={search}>
          {t('users.title')}
        </BackLink>
        {data && (
          <Button leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>
            {t('users.print')}
          </Button>
        )}
      </Group>
      <Head count={data?.total} />
      {!may('user.view') ? (
        <NoPermissionState description={t('users.noPermission')} />
      ) : users.error ? (
        <ErrorState error={users.error} onRetry={() => void users.refetch()} />
      ) : data ? (
        <>
          {data.cut && <Cut />}
          <Rows users={data.items} />
        </>
      ) : (
        <Loader aria-label={t('state.loading')} />
      )}
    </main>
  );
}

function Head({ count }: { count: { count: number; exact: boolean } | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { session, me } = useSignedIn();
  const search = route.useSearch();
  const organization = useOrganizationName(search.organizationId ?? me.organization.organizationId);
  const heading = usePageHeading(t('users.title'));
  const words = useFilterWords(search)
    .filter(({ key }) => key !== 'organizationId')
    .map(({ label }) => label);
  const time = format.dateTime(useState(Date.now)[0]);
  const by = session.mirroring?.by;
  const number = count && format.number(count.count);
  return (
    <div>
      <h1 ref={heading} tabIndex={-1} className={classes.title}>
        {t('print.title', { organization })}
      </h1>
      <dl className={classes.facts}>
        <dt>{t('print.filter')}</dt>
        <dd>{words.length > 0 ? words.join(' · ') : t('print.unfiltered')}</dd>
        <dt>{t('print.count')}</dt>
        <dd>{number && (count.exact ? number : t('users.more', { count: number }))}</dd>
        <dt>{t('print.at')}</dt>
        <dd>
          {by
            ? `${time} ${t('activity.byFor', { name: displayName(by), mirrored: displayName(session) })}`
            : t('print.byAt', { name: displayName(session), time })}
        </dd>
      </dl>
    </div>
  );
}

function Cut() {
  const { t } = useTranslation();
  const format = useFormat();
  return <Alert color="orange">{t('print.cut', { most: format.number(mostPrinted) })}</Alert>;
}

function Rows({ users }: { users: DirectoryUser[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th>{t('users.column.name')}</th>
          <th>{t('print.address')}</th>
          <th>{t('users.column.status')}</th>
          <th>{t('users.column.accountType')}</th>
          <th>{t('users.column.organization')}</th>
          <th>{t('users.column.lastSignIn')}</th>
          <th>{t('users.column.created')}</th>
        </tr>
      </thead>
      <tbody>
        {users.map((user) => (
          <tr key={user.userId}>
            <td>{displayName(user)}</td>
            <td>{user.email}</td>
            <td>{t(`status.${user.invitationExpired ? 'expired' : user.status}`)}</td>
            <td>{t(`accountType.${user.accountType}`)}</td>
            <td>{user.organization.name}</td>
            <td>{user.lastSignInOn ? format.date(`${user.lastSignInOn}T12:00:00`) : t('users.never')}</td>
            <td>{format.date(user.createdAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
