import { IconBookmark } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { withLateTexts } from '../i18n/i18n';
import { Button } from '../ui/basics';
import { MenuButton } from '../ui/MenuButton';
import { PlainLink } from '../ui/RouterLink';
import type { UsersSearch } from './search';
import { statusLook } from './UserStatus';
import classes from './UserViews.module.css';

const ViewsDialog = lazy(() =>
  withLateTexts(import('./ViewsDialog').then((module) => ({ default: module.ViewsDialog }))),
);
const items = () => withLateTexts(import('./ViewItems').then((module) => module.ViewItems));

/** The lists that people come for: everybody, and those in one status. */
const views = ['active', 'pending', 'blocked', 'inactive'] as const;

type UserViewsProps = { search: UsersSearch; onChange: (next: Partial<UsersSearch>) => void };

/** The list in its usual cuts, and the views that the person has named. What else is filtered stays. */
export function UserViews({ search, onChange }: UserViewsProps) {
  const { t } = useTranslation();
  const [naming, setNaming] = useState(false);
  const [only, ...others] = search.status ?? [];
  const shown = others.length > 0 ? null : (only ?? 'all');
  return (
    <div className={classes.bar}>
      <nav aria-label={t('users.views')} className={classes.views}>
        {(['all', ...views] as const).map((view) => {
          const Glyph = view === 'all' ? null : statusLook[view].icon;
          return (
            <PlainLink
              key={view}
              to="/users"
              search={(previous) => ({
                ...(previous as UsersSearch),
                status: view === 'all' ? undefined : [view],
              })}
              replace
              resetScroll={false}
              className={classes.view}
              data-current={view === shown || undefined}
              aria-current={view === shown ? 'page' : undefined}
              activeProps={{}}
              data-trace="filter list"
            >
              {Glyph && <Glyph size={14} aria-hidden />}
              {t(`users.view.${view}`)}
            </PlainLink>
          );
        })}
      </nav>
      <MenuButton
        items={items}
        of={{ search, onChange, onName: () => setNaming(true) }}
        target={
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            leftSection={<IconBookmark size={15} aria-hidden />}
          >
            {t('users.savedViews')}
          </Button>
        }
      />
      {naming && (
        <Suspense fallback={null}>
          <ViewsDialog search={search} onClose={() => setNaming(false)} />
        </Suspense>
      )}
    </div>
  );
}
