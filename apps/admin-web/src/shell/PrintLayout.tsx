import { useQuery } from '@tanstack/react-query';
import { Navigate, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { meQuery, sessionQuery } from '../api/queries';
import { useOwnData } from '../session/identity';
import { SignedInProvider } from '../session/me-context';
import { Loader } from '../ui/basics';
import { ErrorPage } from './ErrorPage';

/** What is meant for paper: behind the sign-in, without anything around it. */
export function PrintLayout() {
  const { t } = useTranslation();
  const session = useQuery(sessionQuery);
  const me = useQuery(meQuery);
  const own = useOwnData(session.data);
  if (own && session.data && me.data)
    return (
      <SignedInProvider value={{ session: session.data, me: me.data }}>
        <Outlet />
      </SignedInProvider>
    );
  // Whose organization is still being prepared has nothing to print yet.
  if (me.data === null) return <Navigate to="/" replace />;
  const error = session.error ?? me.error;
  const again = () => void Promise.all([session.refetch(), me.refetch()]);
  if (error) return <ErrorPage error={error} reset={again} />;
  return <Loader aria-label={t('state.loading')} m="xl" />;
}
