import { IconSelector } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { mayOpenOrganizations } from '../organizations/may-open';
import { useSignedIn } from '../session/me-context';
import { UnstyledButton } from '../ui/basics';
import { PlainLink } from '../ui/RouterLink';
import { OrganizationPath } from './OrganizationPath';
import classes from './Shell.module.css';

/** The person's organization: for who administers organizations it opens the way to all of them, else it is a link. */
export function OrganizationButton({
  className,
  onOpen,
}: {
  className: string | undefined;
  onOpen: () => void;
}) {
  const { t } = useTranslation();
  const { me, may } = useSignedIn();
  const { organizationId, name, path } = me.organization;
  const label = t('shell.ownOrganization', { name });
  const look = `${classes.organization} ${className ?? ''}`;
  if (!mayOpenOrganizations(may))
    return (
      <PlainLink
        to="/organizations/$organizationId"
        params={{ organizationId }}
        className={look}
        aria-label={label}
      >
        <OrganizationPath path={path} />
      </PlainLink>
    );
  return (
    <UnstyledButton className={look} aria-label={label} aria-haspopup="dialog" onClick={onOpen}>
      <OrganizationPath path={path} />
      <IconSelector size={15} aria-hidden />
    </UnstyledButton>
  );
}
