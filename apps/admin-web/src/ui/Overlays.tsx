import classes from './Overlays.module.css';

/**
 * Where dialogs, menus, lists and tooltips are drawn. It stands inside `<main>`, so that what pops up belongs to a landmark
 * as everything else does; Mantine finds it by the attribute.
 */
export function Overlays() {
  return <div className={classes.overlays} data-mantine-shared-portal-node="true" />;
}
