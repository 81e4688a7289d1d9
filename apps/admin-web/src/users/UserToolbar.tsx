import { IconColumns, IconDownload, IconPrinter } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DirectoryPage } from '../api/tenancy';
import { withLateTexts } from '../i18n/i18n';
import { useSignedIn } from '../session/me-context';
import { ActionIcon, Button, Group, Text } from '../ui/basics';
import { MenuButton } from '../ui/MenuButton';
import { RouterButton, RouterLink } from '../ui/RouterLink';
import type { ListLook } from './list-look';
import type { UsersSearch } from './search';

const ExportDialog = lazy(() =>
  withLateTexts(import('./ExportDialog').then((module) => ({ default: module.ExportDialog }))),
);
const lookItems = () => withLateTexts(import('./LookItems').then((module) => module.LookItems));

type UserToolbarProps = {
  search: UsersSearch;
  total: DirectoryPage['total'] | undefined;
  /** The number of users in words. */
  count: string | undefined;
  updating: boolean;
  /** What is asked where somebody is missing. */
  why: { account?: string };
  look: ListLook;
  onLook: (next: ListLook) => void;
};

/** How many there are, and what can be done with all of them. */
export function UserToolbar({ search, total, count, updating, why, look, onLook }: UserToolbarProps) {
  const { t } = useTranslation();
  const { may } = useSignedIn();
  const [exporting, setExporting] = useState(false);
  return (
    <Group justify="space-between" gap="xs" mih={30}>
      <Text c="dimmed" size="sm" role="status" className="tabular">
        {total ? t('users.count', { count: total.count, shown: count }) : ''}
        {updating && ` ${t('users.updating')}`}
      </Text>
      <Group gap="xs">
        <RouterLink to="/visibility" search={why} size="sm" mr="xs">
          {t('users.why')}
        </RouterLink>
        {may('user.export') && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconDownload size={15} aria-hidden />}
            onClick={() => setExporting(true)}
            data-trace="export users"
          >
            {t('users.export')}
          </Button>
        )}
        <RouterButton
          to="/users/print"
          search={search}
          variant="default"
          size="xs"
          leftSection={<IconPrinter size={15} aria-hidden />}
        >
          {t('users.print')}
        </RouterButton>
        <MenuButton
          items={lookItems}
          of={{ look, onLook }}
          target={
            <ActionIcon variant="default" size={30} aria-label={t('users.look')}>
              <IconColumns size={16} aria-hidden />
            </ActionIcon>
          }
        />
      </Group>
      {exporting && (
        <Suspense fallback={null}>
          <ExportDialog search={search} count={count} onClose={() => setExporting(false)} />
        </Suspense>
      )}
    </Group>
  );
}
