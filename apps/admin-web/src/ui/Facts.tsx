import type { ReactNode } from 'react';
import classes from './Facts.module.css';

type FactsProps = {
  items: readonly { name: string; value: ReactNode; hint?: string }[];
  /** Values below their names: for narrow places and long names. */
  stacked?: boolean;
};

/** Names and values, as a definition list. */
export function Facts({ items, stacked = false }: FactsProps) {
  return (
    <dl className={classes.facts} data-stacked={stacked || undefined}>
      {items.map(({ name, value, hint }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {value}
            {hint && <span className={classes.hint}>{hint}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
