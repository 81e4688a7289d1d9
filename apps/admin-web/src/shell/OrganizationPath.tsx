import { IconChevronRight } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './OrganizationPath.module.css';

type Step = { organizationId: string; name: string };

/** The organizations from the top to this one, as far as the person may see. */
export function OrganizationPath({ path }: { path: readonly Step[] }) {
  const { t } = useTranslation();
  return (
    <span className={classes.path} role="group" aria-label={t('organization.path')}>
      {path.map((step, index) => (
        <Fragment key={step.organizationId}>
          {index > 0 && <IconChevronRight size={13} aria-hidden className={classes.arrow} />}
          <span className={index === path.length - 1 ? classes.last : classes.step}>{step.name}</span>
        </Fragment>
      ))}
    </span>
  );
}
