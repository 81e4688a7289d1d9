import { initials } from './name-initials';
import classes from './Initials.module.css';

/** A person's initials in a circle: decoration beside the name, so nothing to read out. */
export function Initials({ name, large = false }: { name: string; large?: boolean }) {
  return (
    <span className={classes.circle} data-large={large || undefined} aria-hidden>
      {initials(name)}
    </span>
  );
}
