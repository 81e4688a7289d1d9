import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { organizationsQuery } from '../api/queries';
import type { Organization } from '../api/tenancy';
import { Select, type SelectProps, Text, useDebouncedCallback } from '../ui/basics';

type OrganizationSelectProps = Omit<SelectProps, 'data' | 'searchable' | 'searchValue' | 'onSearchChange'> & {
  /** What is chosen already, so that its name shows before the list is there. */
  known?: { organizationId: string; name: string } | undefined;
};

/** What stands above the organization, in words: `Northwind / Contoso`. */
const placeOf = ({ path, name }: Organization): string =>
  (path.at(-1) === name ? path.slice(0, -1) : path).join(' / ');

/** One organization of the person's subtree, found by typing. */
export function OrganizationSelect({ known, ...props }: OrganizationSelectProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [q, setQ] = useState('');
  const search = useDebouncedCallback(setQ, 250);
  const { data, isError } = useQuery(organizationsQuery(q));
  const found = data?.items ?? [];
  const options = found.map((organization) => ({
    value: organization.organizationId,
    label: organization.name,
  }));
  const places = new Map(found.map((organization) => [organization.organizationId, placeOf(organization)]));
  const listed = known && !options.some((option) => option.value === known.organizationId);
  return (
    <Select
      {...props}
      searchable
      data={listed ? [{ value: known.organizationId, label: known.name }, ...options] : options}
      searchValue={typed}
      onSearchChange={(text) => {
        setTyped(text);
        // The list shows the chosen name in the field; that is no search.
        search(options.some((option) => option.label === text) || known?.name === text ? '' : text);
      }}
      renderOption={({ option }) => (
        <span>
          {option.label}
          {places.get(option.value) && (
            <Text span display="block" size="xs" c="dimmed">
              {places.get(option.value)}
            </Text>
          )}
        </span>
      )}
      filter={({ options: all }) => all}
      nothingFoundMessage={isError ? t('organization.notLoaded') : t('organization.none')}
      maxDropdownHeight={280}
    />
  );
}
