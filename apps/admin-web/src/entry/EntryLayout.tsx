import { Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useRuntime } from '../runtime';
import { ColorSchemeMenu } from '../shell/ColorSchemeMenu';
import { EnvironmentBadge } from '../shell/EnvironmentBadge';
import { InstallationLinks } from '../shell/InstallationLinks';
import { LanguageMenu } from '../shell/LanguageMenu';
import { SkipLink } from '../shell/SkipLink';
import { Logo } from '../ui/Logo';
import { Overlays } from '../ui/Overlays';
import classes from './EntryLayout.module.css';
import { Tree } from './Tree';

/** The frame of the pages before signing in. */
export function EntryLayout() {
  const { t } = useTranslation();
  const { environment } = useRuntime();
  return (
    <div className={classes.frame}>
      <SkipLink />
      <aside className={classes.aside} aria-label={t('entry.about')}>
        <Tree />
        <p className={classes.claim}>{t('entry.claim')}</p>
        <p className={classes.text}>{t('entry.text')}</p>
      </aside>
      <div className={classes.side}>
        <header className={classes.header}>
          <span className={classes.product}>
            <Logo /> Tenantry
          </span>
          <EnvironmentBadge environment={environment} />
          <span className={classes.tools}>
            <LanguageMenu />
            <ColorSchemeMenu />
          </span>
        </header>
        <main id="content" className={classes.main} tabIndex={-1}>
          <div className={classes.card}>
            <Outlet />
          </div>
          <Overlays />
        </main>
        <footer className={classes.footer}>
          <InstallationLinks />
        </footer>
      </div>
    </div>
  );
}
