import { useTranslation } from 'react-i18next';
import { useRuntime } from '../runtime';
import classes from './InstallationLinks.module.css';

/** Imprint, data protection and terms, where the installation has them. */
export function InstallationLinks() {
  const { t } = useTranslation();
  const { links } = useRuntime();
  const shown = [
    { href: links.imprint, label: t('links.imprint') },
    { href: links.dataProtection, label: t('links.dataProtection') },
    { href: links.terms, label: t('links.terms') },
  ].filter((link) => link.href !== null);
  if (shown.length === 0) return null;
  return (
    <ul className={classes.links} aria-label={t('links.label')}>
      {shown.map(({ href, label }) => (
        <li key={label}>
          <a href={href ?? undefined} target="_blank" rel="noreferrer">
            {label}
          </a>
        </li>
      ))}
    </ul>
  );
}
