import {
  IconActivityHeartbeat,
  IconApps,
  IconBarrierBlock,
  IconFileSearch,
  IconHelpCircle,
  IconMessages,
  IconRoute,
  IconSitemap,
  IconStopwatch,
  IconUserCircle,
  IconUsers,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { mayOpenOrganizations } from '../organizations/may-open';
import { useRuntime } from '../runtime';
import { useSignedIn } from '../session/me-context';
import { PlainLink } from '../ui/RouterLink';
import { InstallationLinks } from './InstallationLinks';
import classes from './Shell.module.css';

/** The places of the console that the person may enter. */
export function Navigation({ onNavigate }: { onNavigate?: () => void }) {
  const { t } = useTranslation();
  const { traces, mailPage } = useRuntime();
  const { me, may } = useSignedIn();
  const link = {
    className: classes.link,
    activeProps: { 'data-active': true },
    onClick: onNavigate,
  } as const;
  return (
    <>
      <nav aria-label={t('shell.navigation')} className={classes.nav}>
        {may('user.view') ? (
          <PlainLink to="/users" {...link}>
            <IconUsers size={18} stroke={1.8} aria-hidden />
            {t('users.title')}
          </PlainLink>
        ) : (
          <PlainLink to="/account" {...link}>
            <IconUserCircle size={18} stroke={1.8} aria-hidden />
            {t('account.own')}
          </PlainLink>
        )}
        {mayOpenOrganizations(may) && (
          <PlainLink to="/organizations" {...link}>
            <IconSitemap size={18} stroke={1.8} aria-hidden />
            {t('organizations.title')}
          </PlainLink>
        )}
        {me.chatOperator && (
          <PlainLink to="/dialogues" {...link}>
            <IconMessages size={18} stroke={1.8} aria-hidden />
            {t('ownDialogues.title')}
          </PlainLink>
        )}
        {may('installation.operate') && (
          <PlainLink to="/jobs" {...link}>
            <IconStopwatch size={18} stroke={1.8} aria-hidden />
            {t('jobs.title')}
          </PlainLink>
        )}
        {may('installation.operate') && (
          <PlainLink to="/modules" {...link}>
            <IconApps size={18} stroke={1.8} aria-hidden />
            {t('modules.title')}
          </PlainLink>
        )}
        {may('installation.operate') && (
          <PlainLink to="/services" {...link}>
            <IconActivityHeartbeat size={18} stroke={1.8} aria-hidden />
            {t('operations.title')}
          </PlainLink>
        )}
        {may('installation.operate') && (
          <PlainLink to="/stuck-messages" {...link}>
            <IconBarrierBlock size={18} stroke={1.8} aria-hidden />
            {t('stuck.title')}
          </PlainLink>
        )}
        {may('installation.operate') && (
          <PlainLink to="/audit" {...link}>
            <IconFileSearch size={18} stroke={1.8} aria-hidden />
            {t('audit.title')}
          </PlainLink>
        )}
        {traces && (
          <PlainLink to="/traces" {...link}>
            <IconRoute size={18} stroke={1.8} aria-hidden />
            {t('traces.title')}
          </PlainLink>
        )}
        <PlainLink to="/help" {...link}>
          <IconHelpCircle size={18} stroke={1.8} aria-hidden />
          {t('help.title')}
        </PlainLink>
      </nav>
      <div className={classes.navFoot}>
        {mailPage && (
          <a href={mailPage} target="_blank" rel="noreferrer" className={classes.footLink}>
            {t('entry.mailPage')}
          </a>
        )}
        <InstallationLinks />
      </div>
    </>
  );
}
