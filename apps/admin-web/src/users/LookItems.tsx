import { useTranslation } from 'react-i18next';
import { Menu } from '../ui/menu';
import { type ListLook, optionalColumns } from './list-look';

const titles = {
  status: 'users.column.status',
  accountType: 'users.column.accountType',
  organization: 'users.column.organization',
  lastSignIn: 'users.column.lastSignIn',
  createdAt: 'users.column.created',
} as const;

/** Which columns show, and how close the rows stand. */
export function LookItems({ look, onLook }: { look: ListLook; onLook: (next: ListLook) => void }) {
  const { t } = useTranslation();
  return (
    <>
      <Menu.Label>{t('look.columns')}</Menu.Label>
      {optionalColumns.map((column) => {
        const shown = !look.hidden.includes(column);
        const hidden = shown ? [...look.hidden, column] : look.hidden.filter((one) => one !== column);
        return (
          <Menu.CheckboxItem
            key={column}
            checked={shown}
            closeMenuOnClick={false}
            onChange={() => onLook({ ...look, hidden })}
          >
            {t(titles[column])}
          </Menu.CheckboxItem>
        );
      })}
      <Menu.Divider />
      <Menu.CheckboxItem
        checked={look.dense}
        closeMenuOnClick={false}
        onChange={() => onLook({ ...look, dense: !look.dense })}
      >
        {t('look.dense')}
      </Menu.CheckboxItem>
    </>
  );
}
