import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { organizationsQuery } from '../api/queries';
import type { Organization } from '../api/tenancy';
import { Select, type SelectProps, useDebouncedCallback } from '../ui/basics';

type OrganizationSelectProps = Omit<SelectProps, 'data' | 'searchable' | 'searchValue' | 'onSearchChange'> & {
  /** What is chosen already, so that its name shows before the list is there. */
  known?: { organizationId: string; name: string } | undefined;
};

/** The path in words where it says more than the name: `Northwind / Contoso`. */
const pathOf = (organization: Organization): string => organization.path.join(' / ') || organization.name;

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
    label: pathOf(organization),
  }));
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
      filter={({ options: all }) => all}
      nothingFoundMessage={isError ? t('organization.notLoaded') : t('organization.none')}
      maxDropdownHeight={280}
    />
  );
}
