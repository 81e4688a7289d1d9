import { Notifications } from '@mantine/notifications';

/** The corner in which toasts show. Not in a portal: the one of a page goes away with it. */
export function Toasts() {
  return <Notifications position="bottom-right" withinPortal={false} />;
}
