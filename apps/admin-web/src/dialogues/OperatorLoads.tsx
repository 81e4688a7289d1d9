import { useTranslation } from 'react-i18next';
import type { ChatOperators } from '../api/dialogues';
import { Text } from '../ui/basics';
import { RouterLink } from '../ui/RouterLink';
import { LoadBar } from './LoadBar';
import classes from './OperatorLoads.module.css';
import { OperatorStateBadge } from './OperatorStateBadge';

type OperatorLoadsProps = {
  operators: Pick<ChatOperators, 'items' | 'totals'>;
  /** Whether these are all that there are to be seen. */
  whole: boolean;
};

/** The load of each operator as a picture: a bar as long as their maximum, filled as far as it is open (A13). */
export function OperatorLoads({ operators: { items, totals }, whole }: OperatorLoadsProps) {
  const { t } = useTranslation();
  const largest = Math.max(...items.map(({ maximum }) => maximum), 1);
  const hidden = totals.operators - items.filter(({ state }) => state !== 'role_missing').length;
  return (
    <>
      <ul className={classes.list} aria-label={t('dialogues.operators')}>
        {items.map(({ userId, name, state, open, maximum }) => (
          <li key={userId} className={classes.operator}>
            <RouterLink
              to="/users/$userId"
              params={{ userId }}
              search={{ tab: 'access' }}
              className={classes.name}
            >
              {name}
            </RouterLink>
            <OperatorStateBadge state={state} />
            <LoadBar
              label={t('dialogues.loadOf', { name })}
              open={open}
              maximum={maximum}
              length={maximum / largest}
            />
          </li>
        ))}
      </ul>
      {whole && hidden > 0 && (
        <Text size="sm" c="dimmed">
          {t('dialogues.hidden', { count: hidden })}
        </Text>
      )}
    </>
  );
}
