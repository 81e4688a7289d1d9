import { IconListCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { BulkJob } from '../api/bulk';
import { isOver } from '../api/bulk-queries';
import { ActionIcon } from '../ui/basics';
import { MenuButton } from '../ui/MenuButton';
import classes from './JobsButton.module.css';

const items = () => import('./JobsMenuItems').then((module) => module.JobsMenuItems);

/** Opens the list of one's jobs; a dot says that one is under way. */
export function JobsButton({ jobs }: { jobs: readonly BulkJob[] }) {
  const { t } = useTranslation();
  const running = jobs.filter((job) => !isOver(job)).length;
  return (
    <MenuButton
      width={320}
      target={
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={running > 0 ? t('bulk.menuRunning', { count: running }) : t('bulk.menu')}
          className={classes.button}
          data-running={running > 0 || undefined}
        >
          <IconListCheck size={18} aria-hidden />
        </ActionIcon>
      }
      items={items}
    />
  );
}
