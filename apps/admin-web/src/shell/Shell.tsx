import { IconMenu2 } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { withFurtherTexts } from '../i18n/i18n';
import { MirrorBanner } from '../mirroring/MirrorBanner';
import { PaletteButton } from '../palette/PaletteButton';
import { useSignedIn } from '../session/me-context';
import { SessionWatch } from '../session/SessionWatch';
import { ActionIcon } from '../ui/basics';
import { Logo } from '../ui/Logo';
import { Overlays } from '../ui/Overlays';
import { PlainLink } from '../ui/RouterLink';
import { AccountMenu } from './AccountMenu';
import { ColorSchemeMenu } from './ColorSchemeMenu';
import { ConnectionBanner } from './ConnectionBanner';
import { EnvironmentBadge } from './EnvironmentBadge';
import { LanguageMenu } from './LanguageMenu';
import { Navigation } from './Navigation';
import { OrganizationButton } from './OrganizationButton';
import classes from './Shell.module.css';
import { SkipLink } from './SkipLink';

// Of who does nothing to many there are no jobs to be shown.
const JobsMenu = lazy(() => import('../bulk/JobsMenu').then((module) => ({ default: module.JobsMenu })));
const OrganizationSwitcher = lazy(() =>
  withFurtherTexts(
    import('./OrganizationSwitcher').then((module) => ({ default: module.OrganizationSwitcher })),
  ),
);
// Only narrow screens ever need it.
const SideSheet = lazy(() => import('../ui/SideSheet').then((module) => ({ default: module.SideSheet })));

/** Header, menu and content of the console. */
export function Shell({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const { session } = useSignedIn();
  const [menu, setMenu] = useState(false);
  const [menuUsed, setMenuUsed] = useState(false);
  const [switching, setSwitching] = useState(false);
  return (
    <div className={classes.shell} data-mirrored={session.mirroring ? true : undefined}>
      <SkipLink />
      {session.mirroring && <MirrorBanner session={session} mirroring={session.mirroring} />}
      <header className={classes.header}>
        <ActionIcon
          className={classes.burger}
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('shell.openMenu')}
          aria-expanded={menu}
          onClick={() => {
            setMenuUsed(true);
            setMenu(true);
          }}
        >
          <IconMenu2 size={20} aria-hidden />
        </ActionIcon>
        <PlainLink to="/" className={classes.product} aria-label={t('shell.home')}>
          <Logo />
          <span className={classes.productName}>Tenantry</span>
        </PlainLink>
        <EnvironmentBadge environment={session.environment} />
        <OrganizationButton className={classes.inHeader} onOpen={() => setSwitching(true)} />
        <span className={classes.tools}>
          <PaletteButton />
          <Suspense fallback={null}>
            <JobsMenu />
          </Suspense>
          <LanguageMenu />
          <ColorSchemeMenu />
          <AccountMenu session={session} />
        </span>
      </header>
      <aside className={classes.side} aria-label={t('shell.side')}>
        <Navigation />
      </aside>
      {menuUsed && (
        <Suspense fallback={null}>
          <SideSheet opened={menu} onClose={() => setMenu(false)} title={t('shell.navigation')}>
            <OrganizationButton
              className={classes.inSheet}
              onOpen={() => {
                setMenu(false);
                setSwitching(true);
              }}
            />
            <Navigation onNavigate={() => setMenu(false)} />
          </SideSheet>
        </Suspense>
      )}
      <main id="content" tabIndex={-1} className={classes.main}>
        <ConnectionBanner />
        {children}
        <Overlays />
        {switching && (
          <Suspense fallback={null}>
            <OrganizationSwitcher onClose={() => setSwitching(false)} />
          </Suspense>
        )}
      </main>
      <SessionWatch session={session} />
    </div>
  );
}
