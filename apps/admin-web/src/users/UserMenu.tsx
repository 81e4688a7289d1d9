import { IconDots } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DirectoryUser } from '../api/tenancy';
import { withActTexts } from '../i18n/i18n';
import { ActionIcon } from '../ui/basics';
import { MenuButton } from '../ui/MenuButton';
import { displayName } from './display-name';

/** What opens a dialog of its own, which outlives the menu. */
export type RowAct = 'mirror' | 'revoke' | 'deactivate' | 'activate' | 'block' | 'unblock' | 'remove';
export type UserMenuProps = { user: DirectoryUser; onAct: (act: RowAct, user: DirectoryUser) => void };

const items = () => withActTexts(import('./UserItems')).then((module) => module.UserItems);

/** What can be done to the user of a row, without going to their page. */
export function UserMenu({ user, onAct }: UserMenuProps) {
  const { t } = useTranslation();
  return (
    <MenuButton
      width={280}
      target={
        <ActionIcon
          variant="subtle"
          color="gray"
          size="md"
          aria-label={t('users.acts', { name: displayName(user) })}
        >
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      }
      items={items}
      of={{ user, onAct }}
    />
  );
}
