import { IconSearch, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { organizationsQuery } from '../api/queries';
import { singleKeysOn } from '../palette/single-keys';
import {
  ActionIcon,
  Button,
  Group,
  Kbd,
  Stack,
  TextInput,
  useDebouncedCallback,
  useHotkeys,
} from '../ui/basics';
import { FilterChip } from '../ui/FilterChip';
import { ToggleGroup } from '../ui/ToggleGroup';
import { listedStatuses, type UsersSearch } from './search';
import classes from './UserFilters.module.css';
import { statusLook } from './UserStatus';

// Needed only where there are several organizations, which is known a moment after the page shows.
const OrganizationSelect = lazy(() =>
  import('./OrganizationSelect').then((module) => ({ default: module.OrganizationSelect })),
);

type UserFiltersProps = {
  search: UsersSearch;
  filtered: boolean;
  onChange: (next: Partial<UsersSearch>) => void;
  onReset: () => void;
};

/** Search and filters of the directory, and in words what is on. */
export function UserFilters({ search, filtered, onChange, onReset }: UserFiltersProps) {
  const { t } = useTranslation();
  const organizations = useQuery(organizationsQuery(''));
  const several = (organizations.data?.items.length ?? 0) > 1;
  const chosen = organizations.data?.items.find((one) => one.organizationId === search.organizationId);
  const organizationName = chosen?.name ?? t('users.column.organization');
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
                  ? { organizationId: search.organizationId, name: organizationName }
                  : undefined
              }
            />
          </Suspense>
        )}
        <ToggleGroup
          label={t('users.column.status')}
          value={search.status ?? []}
          onChange={(status) => onChange({ status: status.length > 0 ? status : undefined })}
          options={listedStatuses.map((status) => ({
            value: status,
            label: t(`status.${status}`),
            icon: statusLook[status].icon,
          }))}
        />
      </div>
      {filtered && (
        <Group gap={6} role="group" aria-label={t('filter.active')}>
          {search.q && (
            <FilterChip
              label={t('filter.text', { text: search.q })}
              onRemove={() => onChange({ q: undefined })}
            />
          )}
          {search.status?.map((status) => (
            <FilterChip
              key={status}
              label={t(`status.${status}`)}
              onRemove={() => {
                const left = search.status?.filter((one) => one !== status) ?? [];
                onChange({ status: left.length > 0 ? left : undefined });
              }}
            />
          ))}
          {search.organizationId && (
            <FilterChip label={organizationName} onRemove={() => onChange({ organizationId: undefined })} />
          )}
          <Button variant="subtle" size="compact-sm" onClick={onReset} data-trace="filter list">
            {t('filter.reset')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

/** Search as one types: 250 ms after the last key, and `/` leads here. */
function SearchField({ q, onSearch }: { q: string; onSearch: (q: string) => void }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(q);
  const sent = useRef(q);
  const search = useDebouncedCallback((text: string) => {
    sent.current = text.trim();
    onSearch(sent.current);
  }, 250);
  useHotkeys([['/', () => singleKeysOn() && input.current?.focus()]]);
  // Back, a chip or Reset changes the address: the field follows, but never while its own text is on the way.
  useEffect(() => {
    if (q === sent.current) return;
    sent.current = q;
    setTyped(q);
  }, [q]);
  const set = (text: string) => {
    setTyped(text);
    search(text);
  };
  return (
    <TextInput
      ref={input}
      type="search"
      className={classes.search}
      aria-label={t('users.search')}
      placeholder={t('users.searchHint')}
      maxLength={200}
      spellCheck={false}
      autoComplete="off"
      value={typed}
      onChange={(event) => set(event.currentTarget.value)}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        typed ? (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={t('users.clearSearch')}
            onClick={() => set('')}
          >
            <IconX size={14} aria-hidden />
          </ActionIcon>
        ) : (
          <Kbd size="xs" aria-hidden>
            /
          </Kbd>
        )
      }
    />
  );
}
