import { useTranslation } from 'react-i18next';
import { Button, Group } from '../ui/basics';
import { FilterChip } from '../ui/FilterChip';
import { useFilterWords } from './filter-words';
import type { UsersSearch } from './search';

type ActiveFiltersProps = {
  search: UsersSearch;
  onChange: (next: Partial<UsersSearch>) => void;
  onReset: () => void;
};

/** The filters that are on: each in words, with the way to take it off, and the way to take all off. */
export function ActiveFilters({ search, onChange, onReset }: ActiveFiltersProps) {
  const { t } = useTranslation();
  return (
    <Group gap={6} mih={26} role="group" aria-label={t('filter.active')}>
      {useFilterWords(search).map(({ key, label, off }) => (
        <FilterChip key={key} label={label} onRemove={() => onChange(off)} />
      ))}
      <Button variant="subtle" size="compact-sm" onClick={onReset} data-trace="filter list">
        {t('filter.reset')}
      </Button>
    </Group>
  );
}
