import { QueryClientProvider } from '@tanstack/react-query';
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  RouterProvider,
  stripSearchParams,
} from '@tanstack/react-router';
import { meQuery, sessionQuery } from './api/queries';
import { queryClient } from './api/query-client';
import { auditSearch } from './audit/search';
import { EntryLayout } from './entry/EntryLayout';
import { withFurtherTexts, withLateTexts } from './i18n/i18n';
import { deadLettersSearch } from './dead-letters/search';
import { dialoguesSearch } from './dialogues/search';
import { helpSearch } from './help/search';
import { jobsSearch } from './jobs/search';
import { organizationSearch, organizationsSearch } from './organizations/search';
import { type Runtime, RuntimeProvider } from './runtime';
import { whyRefused } from './session/why-refused';
import { sessionEndedSearch, signInSearch } from './session/search';
import { ErrorPage } from './shell/ErrorPage';
import { NotFound } from './shell/NotFound';
import { nameAction } from './tracing/tracing';
import { UiProvider } from './ui/UiProvider';
import { userSearch } from './user/search';
import { usersSearch } from './users/search';
import { visibilitySearch } from './visibility/search';

/** Who is signed in, `null` where nobody is; a service that does not answer (`undefined`) is no reason to send anybody away. */
const knownSession = () => queryClient.ensureQueryData(sessionQuery).catch(() => undefined);

/** Leads whoever is not signed in to the sign-in, and from there back. */
async function requireSignedIn(href: string): Promise<void> {
  // Every page behind the sign-in needs both: asked for at once, not one after the other.
  void queryClient.prefetchQuery(meQuery);
  if ((await knownSession()) !== null) return;
  const why = whyRefused();
  if (why) redirect({ to: '/session-ended', search: { why, to: href }, replace: true, throw: true });
  redirect({ to: '/sign-in', search: { to: href }, replace: true, throw: true });
}

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

// Before signing in.
const entry = createRoute({ getParentRoute: () => root, id: 'entry', component: EntryLayout });
const signIn = createRoute({
  getParentRoute: () => entry,
  path: '/sign-in',
  validateSearch: signInSearch,
  search: { middlewares: [stripSearchParams({ to: '/' })] },
  beforeLoad: async ({ search }) => {
    if (await knownSession()) redirect({ href: search.to, replace: true, throw: true });
  },
  component: lazyRouteComponent(() => import('./entry/SignIn'), 'SignIn'),
});
const openAccount = createRoute({
  getParentRoute: () => entry,
  path: '/open-account',
  component: lazyRouteComponent(() => import('./entry/OpenAccount'), 'OpenAccount'),
});
const verifyEmail = createRoute({
  getParentRoute: () => entry,
  path: '/verify-email',
  component: lazyRouteComponent(() => import('./entry/VerifyEmail'), 'VerifyEmail'),
});
const acceptInvitation = createRoute({
  getParentRoute: () => entry,
  path: '/accept-invitation',
  component: lazyRouteComponent(() => import('./entry/AcceptInvitation'), 'AcceptInvitation'),
});
const forgotPassword = createRoute({
  getParentRoute: () => entry,
  path: '/forgot-password',
  component: lazyRouteComponent(() => withLateTexts(import('./entry/ForgotPassword')), 'ForgotPassword'),
});
const setPassword = createRoute({
  getParentRoute: () => entry,
  path: '/set-password',
  component: lazyRouteComponent(() => withLateTexts(import('./entry/SetPassword')), 'SetPassword'),
});
const sessionEnded = createRoute({
  getParentRoute: () => entry,
  path: '/session-ended',
  validateSearch: sessionEndedSearch,
  component: lazyRouteComponent(() => import('./session/SessionEnded'), 'SessionEnded'),
});

// The console, for who is signed in.
const console = createRoute({
  getParentRoute: () => root,
  id: 'console',
  beforeLoad: async ({ location }) => requireSignedIn(location.href),
  component: lazyRouteComponent(() => import('./shell/ConsoleLayout'), 'ConsoleLayout'),
});
const home = createRoute({
  getParentRoute: () => console,
  path: '/',
  component: lazyRouteComponent(() => import('./shell/Home'), 'Home'),
});
const users = createRoute({
  getParentRoute: () => console,
  path: '/users',
  validateSearch: usersSearch,
  search: { middlewares: [stripSearchParams({ sort: 'name' })] },
  component: lazyRouteComponent(() => import('./users/UsersPage'), 'UsersPage'),
});
// Without menu and header, for paper.
const printing = createRoute({
  getParentRoute: () => root,
  id: 'printing',
  beforeLoad: async ({ location }) => requireSignedIn(location.href),
  component: lazyRouteComponent(() => import('./shell/PrintLayout'), 'PrintLayout'),
});
const usersPrint = createRoute({
  getParentRoute: () => printing,
  path: '/users/print',
  validateSearch: usersSearch,
  search: { middlewares: [stripSearchParams({ sort: 'name' })] },
  component: lazyRouteComponent(() => withLateTexts(import('./users/UsersPrintPage')), 'UsersPrintPage'),
});
const user = createRoute({
  getParentRoute: () => console,
  path: '/users/$userId',
  validateSearch: userSearch,
  search: { middlewares: [stripSearchParams({ tab: 'overview' })] },
  component: lazyRouteComponent(() => import('./user/UserPage'), 'UserPage'),
});
const serviceCenter = createRoute({
  getParentRoute: () => console,
  path: '/service-centers/$serviceCenterId',
  component: lazyRouteComponent(() => withFurtherTexts(import('./service-centers/CenterPage')), 'CenterPage'),
});
const modules = createRoute({
  getParentRoute: () => console,
  path: '/modules',
  component: lazyRouteComponent(() => withFurtherTexts(import('./access/ModulesPage')), 'ModulesPage'),
});
const account = createRoute({
  getParentRoute: () => console,
  path: '/account',
  component: lazyRouteComponent(() => withLateTexts(import('./account/AccountPage')), 'AccountPage'),
});
const visibility = createRoute({
  getParentRoute: () => console,
  path: '/visibility',
  validateSearch: visibilitySearch,
  component: lazyRouteComponent(
    () => withFurtherTexts(import('./visibility/VisibilityPage')),
    'VisibilityPage',
  ),
});
const help = createRoute({
  getParentRoute: () => console,
  path: '/help',
  validateSearch: helpSearch,
  component: lazyRouteComponent(() => import('./help/HelpPage'), 'HelpPage'),
});
const organizations = createRoute({
  getParentRoute: () => console,
  path: '/organizations',
  validateSearch: organizationsSearch,
  component: lazyRouteComponent(
    () => withFurtherTexts(import('./organizations/OrganizationsPage')),
    'OrganizationsPage',
  ),
});
const organization = createRoute({
  getParentRoute: () => console,
  path: '/organizations/$organizationId',
  validateSearch: organizationSearch,
  search: { middlewares: [stripSearchParams({ tab: 'overview' })] },
  component: lazyRouteComponent(
    () => withFurtherTexts(import('./organizations/OrganizationPage')),
    'OrganizationPage',
  ),
});
const dialogues = createRoute({
  getParentRoute: () => console,
  path: '/dialogues',
  validateSearch: dialoguesSearch,
  component: lazyRouteComponent(
    () => withFurtherTexts(import('./dialogues/OwnDialoguesPage')),
    'OwnDialoguesPage',
  ),
});
const bulkJob = createRoute({
  getParentRoute: () => console,
  path: '/bulk-jobs/$jobId',
  component: lazyRouteComponent(() => withFurtherTexts(import('./bulk/JobPage')), 'JobPage'),
});
const jobs = createRoute({
  getParentRoute: () => console,
  path: '/jobs',
  validateSearch: jobsSearch,
  component: lazyRouteComponent(() => withFurtherTexts(import('./jobs/JobsPage')), 'JobsPage'),
});
const operations = createRoute({
  getParentRoute: () => console,
  path: '/services',
  component: lazyRouteComponent(() => import('./operations/OperationsPage'), 'OperationsPage'),
});
const deadLetters = createRoute({
  getParentRoute: () => console,
  path: '/stuck-messages',
  validateSearch: deadLettersSearch,
  component: lazyRouteComponent(() => import('./dead-letters/DeadLettersPage'), 'DeadLettersPage'),
});
const audit = createRoute({
  getParentRoute: () => console,
  path: '/audit',
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import('./audit/AuditPage'), 'AuditPage'),
});
const traces = createRoute({
  getParentRoute: () => console,
  path: '/traces',
  component: lazyRouteComponent(() => withFurtherTexts(import('./traces/TracesPage')), 'TracesPage'),
});
const trace = createRoute({
  getParentRoute: () => console,
  path: '/traces/$traceId',
  component: lazyRouteComponent(() => withFurtherTexts(import('./traces/TracePage')), 'TracePage'),
});

const router = createRouter({
  routeTree: root.addChildren([
    entry.addChildren([
      signIn,
      openAccount,
      verifyEmail,
      acceptInvitation,
      forgotPassword,
      setPassword,
      sessionEnded,
    ]),
    printing.addChildren([usersPrint]),
    console.addChildren([
      home,
      users,
      user,
      organizations,
      organization,
      serviceCenter,
      account,
      visibility,
      help,
      dialogues,
      modules,
      bulkJob,
      jobs,
      operations,
      deadLetters,
      audit,
      traces,
      trace,
    ]),
  ]),
  defaultErrorComponent: ErrorPage,
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

router.subscribe('onBeforeNavigate', ({ pathChanged, toLocation }) => {
  if (pathChanged) nameAction(`open ${router.matchRoutes(toLocation).at(-1)?.fullPath ?? 'page'}`);
});
export function App({ runtime }: { runtime: Runtime }) {
  return (
    <RuntimeProvider value={runtime}>
      <QueryClientProvider client={queryClient}>
        <UiProvider>
          <RouterProvider router={router} />
        </UiProvider>
      </QueryClientProvider>
    </RuntimeProvider>
  );
}
