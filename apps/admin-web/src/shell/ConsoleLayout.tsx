import { useQuery } from '@tanstack/react-query';
import { Navigate, Outlet } from '@tanstack/react-router';
import { IconBuildingCommunity } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { meQuery, sessionQuery } from '../api/queries';
import { useOwnData } from '../session/identity';
import { SignedInProvider } from '../session/me-context';
import { Loader, Skeleton, Stack, Title, VisuallyHidden } from '../ui/basics';
import { Logo } from '../ui/Logo';
import { EmptyState } from '../ui/States';
import { ErrorPage } from './ErrorPage';
import { usePageHeading } from '../ui/Page';
import classes from './Shell.module.css';
import { Shell } from './Shell';

/** Everything behind the sign-in: waits for the person's place in the tree, then shows the console. */
export function ConsoleLayout() {
  const session = useQuery(sessionQuery);
  const me = useQuery(meQuery);
  const own = useOwnData(session.data);
  if (!own) return <Waiting />;
  if (session.data && me.data)
    return (
      <SignedInProvider value={{ session: session.data, me: me.data }}>
        <Shell>
          <Outlet />
        </Shell>
      </SignedInProvider>
    );
  if (session.data && me.data === null) return <BeingPrepared />;
  // Once the console has shown, it is the watch over the session that leaves it, and says why.
  if (session.data === null && me.data === undefined)
    return (
      <Navigate to="/sign-in" search={{ to: window.location.pathname + window.location.search }} replace />
    );
  const error = session.error ?? me.error;
  if (error)
    return (
      <ErrorPage
        error={error}
        reset={() => {
          void session.refetch();
          void me.refetch();
        }}
      />
    );
  return <Waiting />;
}

function Waiting() {
  const { t } = useTranslation();
  return (
    <div className={classes.shell}>
      <div className={classes.header}>
        <Skeleton width={130} height={22} />
      </div>
      <div className={classes.side} />
      <main className={classes.main} aria-busy>
        <VisuallyHidden>
          <h1>{t('state.loading')}</h1>
        </VisuallyHidden>
        <Stack aria-hidden>
          <Skeleton width={180} height={26} />
          <Skeleton height={36} />
          <Skeleton height={320} />
        </Stack>
      </main>
    </div>
  );
}

function BeingPrepared() {
  const { t } = useTranslation();
  const heading = usePageHeading(t('prepared.title'));
  return (
    <>
      <header className={classes.header}>
        <span className={classes.product}>
          <Logo /> Tenantry
        </span>
      </header>
      <main className={classes.prepared}>
        <Stack gap="lg">
          <Title order={1} ref={heading} tabIndex={-1}>
            {t('prepared.title')}
          </Title>
          <div role="status">
            <EmptyState
              icon={IconBuildingCommunity}
              title={t('prepared.wait')}
              description={t('prepared.text')}
            >
              <Loader size="sm" aria-hidden />
            </EmptyState>
          </div>
        </Stack>
      </main>
    </>
  );
}
