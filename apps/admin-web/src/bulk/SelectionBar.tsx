import { IconX } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { useSignedIn } from '../session/me-context';
import { ActionIcon, Button, Group, Text } from '../ui/basics';
import type { Selection } from '../users/use-selection';
import type { UsersSearch } from '../users/search';
import { type ActOnMany, actsOnMany } from './acts';
import classes from './SelectionBar.module.css';

const BulkDialog = lazy(() => import('./BulkDialog').then((module) => ({ default: module.BulkDialog })));

/** A job takes so many who were chosen one by one; more are all that match a filter. */
const mostChosen = 500;

type SelectionBarProps = {
  selection: Selection;
  search: UsersSearch;
  total: { count: number; shown: string } | undefined;
  onChooseAll: () => void;
  onClear: () => void;
};

/** What can be done to whom the person has chosen; Escape lets go of them. */
export function SelectionBar({ selection, search, total, onChooseAll, onClear }: SelectionBarProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { may } = useSignedIn();
  const [asked, setAsked] = useState<ActOnMany | null>(null);
  const { users, all } = selection;
  const count = all ? (total?.count ?? users.size) : users.size;
  const shown = all ? (total?.shown ?? '') : format.number(users.size);
  const statuses = all ? search.status : [...users.values()].map(({ status }) => status);
  const acts = actsOnMany.filter(
    (one) => may(one.permission) && (!statuses || statuses.some((status) => one.statuses.includes(status))),
  );
  const tooMany = !all && users.size > mostChosen;

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // What is open above the list is closed by it first.
      if (
        event.key === 'Escape' &&
        !event.defaultPrevented &&
        !document.querySelector('[role=dialog],[role=menu]')
      )
        onClear();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [onClear]);

  return (
    <div role="region" aria-label={t('bulk.bar')} className={classes.bar}>
      <Group gap="sm" className={classes.what}>
        <ActionIcon variant="subtle" color="gray" aria-label={t('bulk.clear')} onClick={onClear}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
        <Text fw={600} role="status" className="tabular">
          {t(all ? 'bulk.allChosen' : 'bulk.chosen', { count, shown })}
        </Text>
        {!all && total && total.count > users.size && (
          <Button variant="subtle" size="compact-sm" onClick={onChooseAll}>
            {t('bulk.chooseAll', { shown: total.shown })}
          </Button>
        )}
      </Group>
      <Group gap={6}>
        {tooMany && <Text size="sm">{t('bulk.tooMany', { most: mostChosen })}</Text>}
        {!tooMany &&
          acts.map((one) => (
            <Button
              key={one.act}
              size="xs"
              variant={one.danger ? 'light' : 'default'}
              {...(one.danger ? { color: 'red' } : {})}
              onClick={() => setAsked(one)}
            >
              {t(`bulk.act.${one.act}`)}…
            </Button>
          ))}
        {acts.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('bulk.nothing')}
          </Text>
        )}
      </Group>
      {asked && (
        <Suspense fallback={null}>
          <BulkDialog
            act={asked}
            users={all ? null : [...users.values()]}
            search={search}
            count={count}
            shown={shown}
            onClose={(started) => {
              setAsked(null);
              if (started) onClear();
            }}
          />
        </Suspense>
      )}
    </div>
  );
}
