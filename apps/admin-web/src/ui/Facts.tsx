import type { ReactNode } from 'react';
import classes from './Facts.module.css';

/** Names and values, as a definition list. */
export function Facts({ items }: { items: readonly { name: string; value: ReactNode; hint?: string }[] }) {
  return (
    <dl className={classes.facts}>
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
