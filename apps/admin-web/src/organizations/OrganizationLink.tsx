import { useTranslation } from 'react-i18next';
import type { OrganizationChild } from '../api/organizations';
import { Highlight } from '../ui/Highlight';
import { RouterLink } from '../ui/RouterLink';
import { kindIcons, OrganizationStatus } from './OrganizationStatus';
import classes from './organizations.module.css';

type OrganizationLinkProps = {
  organization: Pick<OrganizationChild, 'organizationId' | 'name' | 'kind' | 'status'>;
  query?: string;
};

/** An organization in a list: its name leads to its page; kind and, where it is not active, its status stand beside it. */
export function OrganizationLink({ organization, query = '' }: OrganizationLinkProps) {
  const { t } = useTranslation();
  const { organizationId, name, kind, status } = organization;
  const Glyph = kindIcons[kind];
  return (
    <>
      <RouterLink to="/organizations/$organizationId" params={{ organizationId }} className={classes.name}>
        <Glyph size={16} stroke={1.7} aria-hidden />
        <span>
          <Highlight text={name} query={query} />
        </span>
      </RouterLink>
      <span className={classes.kind}>{t(`organization.kind.${kind}`)}</span>
      <OrganizationStatus status={status} />
    </>
  );
}
