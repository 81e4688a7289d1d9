import { IconChevronRight } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrganizationDetails } from '../api/organizations';
import classes from '../shell/OrganizationPath.module.css';
import { RouterLink } from '../ui/RouterLink';

/** The organizations above, as far as the person may see, each of them a way up. */
export function PathLinks({ path }: { path: OrganizationDetails['path'] }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('organization.path')} className={classes.path}>
      {path.map(({ organizationId, name }, index) => (
        <Fragment key={organizationId}>
          {index > 0 && <IconChevronRight size={13} aria-hidden className={classes.arrow} />}
          {index === path.length - 1 ? (
            <span className={classes.last} aria-current="page">
              {name}
            </span>
          ) : (
            <RouterLink to="/organizations/$organizationId" params={{ organizationId }}>
              {name}
            </RouterLink>
          )}
        </Fragment>
      ))}
    </nav>
  );
}
