import { IconMapOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EntryPage } from '../entry/EntryPage';
import { Group } from '../ui/basics';
import { RouterButton } from '../ui/RouterLink';
import classes from './NotFound.module.css';

/** No page has this address. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <main className={classes.place}>
      <EntryPage
        title={t('notFound.title')}
        lead={t('notFound.text')}
        icon={<IconMapOff size={36} stroke={1.5} aria-hidden />}
      >
        <Group>
          <RouterButton to="/">{t('notFound.home')}</RouterButton>
        </Group>
      </EntryPage>
    </main>
  );
}
