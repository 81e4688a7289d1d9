import classes from './traces.module.css';
import { serviceColor } from './waterfall';

/** A service's name with the colour of its bars. */
export function ServiceTag({ service }: { service: string }) {
  return (
    <span className={classes.service}>
      <span className={classes.dot} data-color={serviceColor(service)} aria-hidden />
      {service}
    </span>
  );
}
