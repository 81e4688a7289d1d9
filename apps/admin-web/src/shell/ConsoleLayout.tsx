import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { IconBuildingCommunity } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { meQuery, sessionQuery } from '../api/queries';
import { ApiProblem } from '../api/problem';
import { SignedInProvider } from '../session/me-context';
import { Loader, Skeleton, Stack } from '../ui/basics';
import { EmptyState, ErrorState } from '../ui/States';
import { Overlays } from '../ui/Overlays';
import { usePageHeading } from '../ui/Page';
import classes from './Shell.module.css';
import { Shell } from './Shell';

const beingPrepared = (error: Error | null): boolean =>
  error instanceof ApiProblem && error.is('organization.being_prepared');

/** Everything behind the sign-in: waits for the person's place in the tree, then shows the console. */
export function ConsoleLayout() {
  const session = useQuery(sessionQuery);
  const me = useQuery({
    ...meQuery,
    // Right after an account was opened, its organization takes a moment to arrive.
    refetchInterval: ({ state }) => (beingPrepared(state.error) ? 1_000 : false),
  });
  if (session.data && me.data)
    return (
      <SignedInProvider value={{ session: session.data, me: me.data }}>
        <Shell>
          <Outlet />
        </Shell>
      </SignedInProvider>
    );
  if (beingPrepared(me.error)) return <BeingPrepared />;
  const error = session.error ?? me.error;
  if (error)
    return (
      <main className={classes.main}>
        <ErrorState
          error={error}
          onRetry={() => {
            void session.refetch();
            void me.refetch();
          }}
        />
        <Overlays />
      </main>
    );
  return <Waiting />;
}

function Waiting() {
  const { t } = useTranslation();
  return (
    <div className={classes.shell} aria-busy aria-label={t('state.loading')} role="status">
      <div className={classes.header}>
        <Skeleton width={130} height={22} />
      </div>
      <div className={classes.side} />
      <Stack className={classes.main}>
        <Skeleton width={180} height={26} />
        <Skeleton height={36} />
        <Skeleton height={320} />
      </Stack>
    </div>
  );
}

function BeingPrepared() {
  const { t } = useTranslation();
  const heading = usePageHeading(t('prepared.title'));
  return (
    <main className={classes.main}>
      <h1 ref={heading} tabIndex={-1} className={classes.accountName}>
        {t('prepared.title')}
      </h1>
      <div role="status">
        <EmptyState icon={IconBuildingCommunity} title={t('prepared.wait')} description={t('prepared.text')}>
          <Loader size="sm" aria-hidden />
        </EmptyState>
      </div>
    </main>
  );
}
