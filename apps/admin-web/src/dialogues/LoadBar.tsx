import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { Text } from '../ui/basics';
import classes from './LoadBar.module.css';

type LoadBarProps = {
  /** What the bar is of, for those who cannot see where it stands. */
  label: string;
  open: number;
  maximum: number;
  /** The length of the whole bar beside others: its maximum against the largest (0–1). */
  length?: number;
};

/** How many dialogues are open against the maximum, as a bar and in figures; nothing where there is nothing of either. */
export function LoadBar({ label, open, maximum, length = 1 }: LoadBarProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const figures = t('dialogues.load', { open: format.number(open), maximum: format.number(maximum) });
  if (maximum === 0 && open === 0) return null;
  const share = maximum === 0 ? 0 : Math.min(open / maximum, 1);
  return (
    <span className={classes.load}>
      {maximum > 0 && (
        <span className={classes.room}>
          <span
            role="meter"
            aria-label={label}
            aria-valuemin={0}
            aria-valuemax={maximum}
            aria-valuenow={Math.min(open, maximum)}
            aria-valuetext={figures}
            className={classes.bar}
            style={{ width: `${Math.max(length, 0.06) * 100}%` }}
          >
            <span
              className={classes.fill}
              data-full={share === 1 || undefined}
              style={{ width: `${share * 100}%` }}
            />
          </span>
        </span>
      )}
      <Text span className={classes.figures}>
        {figures}
      </Text>
    </span>
  );
}
