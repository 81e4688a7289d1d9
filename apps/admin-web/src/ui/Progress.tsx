import classes from './Progress.module.css';

/** How much of something is done. */
export function Progress({ label, value, max }: { label: string; value: number; max: number }) {
  return <progress className={classes.progress} aria-label={label} value={value} max={Math.max(max, 1)} />;
}
