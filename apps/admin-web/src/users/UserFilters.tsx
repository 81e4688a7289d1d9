import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { organizationsQuery } from '../api/queries';
import { withLateTexts } from '../i18n/i18n';
import { Button, Stack } from '../ui/basics';
import { filtersOn, type UsersSearch } from './search';
import { SearchField } from './SearchField';
import classes from './UserFilters.module.css';

// Needed only where there are several organizations, which is known a moment after the page shows.
const OrganizationSelect = lazy(() =>
  import('./OrganizationSelect').then((module) => ({ default: module.OrganizationSelect })),
);
const ActiveFilters = lazy(() =>
  withLateTexts(import('./ActiveFilters').then((module) => ({ default: module.ActiveFilters }))),
);
const FilterSheet = lazy(() =>
  withLateTexts(import('./FilterSheet').then((module) => ({ default: module.FilterSheet }))),
);

/** Those that have a place of their own beside the sheet. */
const inSight: readonly (keyof UsersSearch)[] = ['q', 'organizationId'];

type UserFiltersProps = {
  search: UsersSearch;
  onChange: (next: Partial<UsersSearch>) => void;
  onReset: () => void;
};

/** Search and filters of the directory, and in words what is on. */
export function UserFilters({ search, onChange, onReset }: UserFiltersProps) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const organizations = useQuery(organizationsQuery(''));
  const several = (organizations.data?.items.length ?? 0) > 1;
  const chosen = organizations.data?.items.find((one) => one.organizationId === search.organizationId);
  const on = filtersOn(search);
  const inSheet = on.filter((name) => !inSight.includes(name)).length;
  return (
    <Stack gap="sm">
      <div className={classes.bar}>
        <SearchField q={search.q ?? ''} onSearch={(q) => onChange({ q: q || undefined })} />
        {several && (
          <Suspense fallback={<div className={classes.organization} />}>
            <OrganizationSelect
              className={classes.organization}
              aria-label={t('users.column.organization')}
              placeholder={t('organization.all')}
              clearable
              clearButtonProps={{ 'aria-label': t('organization.clear') }}
              value={search.organizationId ?? null}
              onChange={(organizationId) => onChange({ organizationId: organizationId ?? undefined })}
              known={
                search.organizationId
                  ? {
                      organizationId: search.organizationId,
                      name: chosen?.name ?? t('users.column.organization'),
                    }
                  : undefined
              }
            />
          </Suspense>
        )}
        <Button
          variant="default"
          leftSection={<IconAdjustmentsHorizontal size={16} aria-hidden />}
          aria-haspopup="dialog"
          aria-expanded={opened}
          onClick={() => setOpened(true)}
        >
          {inSheet > 0 ? t('users.filtersOn', { count: inSheet }) : t('users.filters')}
        </Button>
      </div>
      {on.length > 0 && (
        <Suspense fallback={<div className={classes.chips} />}>
          <ActiveFilters search={search} onChange={onChange} onReset={onReset} />
        </Suspense>
      )}
      {opened && (
        <Suspense fallback={null}>
          <FilterSheet
            search={search}
            onChange={onChange}
            onReset={onReset}
            onClose={() => setOpened(false)}
          />
        </Suspense>
      )}
    </Stack>
  );
}
