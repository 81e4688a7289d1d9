import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usersQuery } from '../api/queries';
import type { DirectoryUser } from '../api/tenancy';
import { Select, type SelectProps, Text, useDebouncedCallback } from '../ui/basics';
import { displayName } from './display-name';

type UserSelectProps = Omit<SelectProps, 'data' | 'searchable' | 'searchValue' | 'onSearchChange'> & {
  /** Who is not to be chosen. */
  except: string;
};

/** One user of those whom the person sees, found by typing. */
export function UserSelect({ except, ...props }: UserSelectProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [q, setQ] = useState('');
  const [chosen, setChosen] = useState<DirectoryUser | null>(null);
  const search = useDebouncedCallback(setQ, 250);
  const { data, isError } = useInfiniteQuery(usersQuery({ q: q || undefined, sort: 'name' }));
  const found = (data?.pages[0]?.items ?? []).filter((user) => user.userId !== except);
  const users = chosen && !found.some((user) => user.userId === chosen.userId) ? [chosen, ...found] : found;
  const byId = new Map(users.map((user) => [user.userId, user]));
  return (
    <Select
      {...props}
      searchable
      data={users.map((user) => ({ value: user.userId, label: displayName(user) }))}
      searchValue={typed}
      onSearchChange={(text) => {
        setTyped(text);
        // The list shows the chosen name in the field; that is no search.
        search(chosen && displayName(chosen) === text ? '' : text.trim());
      }}
      onChange={(value, option) => {
        setChosen(value ? (byId.get(value) ?? null) : null);
        props.onChange?.(value, option);
      }}
      renderOption={({ option }) => (
        <span>
          {option.label}
          <Text span display="block" size="xs" c="dimmed">
            {byId.get(option.value)?.email} · {byId.get(option.value)?.organization.name}
          </Text>
        </span>
      )}
      filter={({ options }) => options}
      nothingFoundMessage={isError ? t('userSelect.notLoaded') : t('userSelect.none')}
      maxDropdownHeight={280}
    />
  );
}
