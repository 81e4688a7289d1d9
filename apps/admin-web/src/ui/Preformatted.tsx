import classes from './Preformatted.module.css';

/** What a machine has written, as it is; anything but text as JSON. */
export function Preformatted({ of }: { of: unknown }) {
  return <pre className={classes.text}>{typeof of === 'string' ? of : JSON.stringify(of, null, 2)}</pre>;
}
