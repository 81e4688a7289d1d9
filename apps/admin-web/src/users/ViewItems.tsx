import { IconBookmark, IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Menu } from '../ui/menu';
import { useSavedViews } from './saved-views';
import { unfiltered, type UsersSearch } from './search';

type ViewItemsProps = {
  search: UsersSearch;
  onChange: (next: Partial<UsersSearch>) => void;
  onName: () => void;
};

/** The views that the person has named, and the way to name one. */
export function ViewItems({ onChange, onName }: ViewItemsProps) {
  const { t } = useTranslation();
  const { views } = useSavedViews();
  return (
    <>
      {views.map((view) => (
        <Menu.Item
          key={view.name}
          leftSection={<IconBookmark size={16} aria-hidden />}
          onClick={() => onChange({ ...unfiltered, ...view.search })}
        >
          {view.name}
        </Menu.Item>
      ))}
      {views.length > 0 && <Menu.Divider />}
      <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={onName}>
        {t('views.open')}
      </Menu.Item>
    </>
  );
}
