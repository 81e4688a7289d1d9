import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CurrentSession } from '../api/identity';
import { UnstyledButton } from '../ui/basics';
import { Initials } from '../ui/Initials';
import { MenuButton } from '../ui/MenuButton';
import { displayName } from '../users/display-name';
import classes from './Shell.module.css';

const items = () => import('./AccountItems').then((module) => module.AccountItems);

export function AccountMenu({ session }: { session: CurrentSession }) {
  const { t } = useTranslation();
  const name = displayName(session);
  return (
    <MenuButton
      width={240}
      target={
        <UnstyledButton className={classes.account} aria-label={t('account.menu', { name })}>
          <Initials name={name} />
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      }
      items={items}
    />
  );
}
