import { IconChevronRight } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { organizationChildrenQuery } from '../api/organization-queries';
import type { OrganizationChild } from '../api/organizations';
import { useProblemText } from '../i18n/problem-text';
import { Button, Skeleton, UnstyledButton } from '../ui/basics';
import { OrganizationLink } from './OrganizationLink';
import classes from './organizations.module.css';

type Place = Omit<OrganizationChild, 'hasChildren'> & { hasChildren: boolean };

/** Organizations as nested lists that load as they open: a level of a branch at a time, in pages. */
export function OrganizationTree({ root, label }: { root: Place; label: string }) {
  return (
    <ul className={classes.tree} aria-label={label}>
      <Branch place={root} opened />
    </ul>
  );
}

function Branch({ place, opened = false }: { place: Place; opened?: boolean }) {
  const { t } = useTranslation();
  const id = useId();
  const [open, setOpen] = useState(opened);
  return (
    <li>
      <div className={classes.row}>
        {place.hasChildren ? (
          <UnstyledButton
            className={classes.toggle}
            aria-expanded={open}
            aria-controls={open ? id : undefined}
            aria-label={t('organizations.belowOf', { name: place.name })}
            onClick={() => setOpen(!open)}
            data-trace="open branch"
          >
            <IconChevronRight size={16} aria-hidden />
          </UnstyledButton>
        ) : (
          <span className={classes.leaf} />
        )}
        <OrganizationLink organization={place} />
      </div>
      {open && place.hasChildren && <Children id={id} parent={place} />}
    </li>
  );
}

/** One level of a branch, also on its own: what stands directly below an organization. */
export function Children({ id, parent }: { id?: string; parent: Pick<Place, 'organizationId' | 'name'> }) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const children = useInfiniteQuery(organizationChildrenQuery(parent.organizationId));
  return (
    <ul
      id={id}
      className={classes.tree}
      aria-label={t('organizations.belowOf', { name: parent.name })}
      aria-busy={children.isPending}
    >
      {children.isPending && (
        <li className={classes.note}>
          <Skeleton height={12} width={180} aria-hidden />
        </li>
      )}
      {children.data?.pages
        .flatMap((page) => page.items)
        .map((place) => (
          <Branch key={place.organizationId} place={place} />
        ))}
      {children.error && !children.data && (
        <li className={classes.note} role="alert">
          {problemText(children.error)}
          <Button variant="subtle" size="compact-sm" onClick={() => void children.refetch()}>
            {t('action.retry')}
          </Button>
        </li>
      )}
      {children.hasNextPage && (
        <li className={classes.note}>
          <Button
            variant="default"
            size="compact-sm"
            loading={children.isFetchingNextPage}
            onClick={() => void children.fetchNextPage()}
            data-trace="more organizations"
            aria-label={t('organizations.moreBelow', { name: parent.name })}
          >
            {t('users.loadMore')}
          </Button>
        </li>
      )}
    </ul>
  );
}
