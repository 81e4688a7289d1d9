import classes from './EntryLayout.module.css';

/** Decoration: an operator, its resellers, their companies. */
export function Tree() {
  return (
    <svg className={classes.tree} viewBox="0 0 400 260" aria-hidden focusable="false">
      <g fill="none" stroke="currentColor" strokeOpacity="0.35" strokeWidth="1.5">
        <path d="M200 46v40M90 130v-22a22 22 0 0 1 22-22h176a22 22 0 0 1 22 22v22M40 214v-18a18 18 0 0 1 18-18h64a18 18 0 0 1 18 18v18M90 156v22M260 214v-18a18 18 0 0 1 18-18h64a18 18 0 0 1 18 18v18M310 156v22" />
      </g>
      <g fill="currentColor">
        <circle cx="200" cy="30" r="16" />
        <circle cx="90" cy="143" r="13" fillOpacity="0.8" />
        <circle cx="310" cy="143" r="13" fillOpacity="0.8" />
        <circle cx="40" cy="224" r="10" fillOpacity="0.55" />
        <circle cx="140" cy="224" r="10" fillOpacity="0.55" />
        <circle cx="260" cy="224" r="10" fillOpacity="0.55" />
        <circle cx="360" cy="224" r="10" fillOpacity="0.55" />
      </g>
    </svg>
  );
}
