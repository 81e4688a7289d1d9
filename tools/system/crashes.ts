import { isService } from '../infrastructure/services';
import type { Finish } from '../processes/lifecycle';
import type { Stack } from '../processes/stack';
import { messageOf, type Say } from '../progress';

/**
 * Reports what ends without having been asked to, with the end of its log. The rest goes on without a service, as it
 * would in production; without the infrastructure everything is stopped.
 */
export const watchForCrashes = (stack: Stack, finish: Finish, say: Say): void => {
  stack.onStart((child) => {
    child.crashed.catch((error: unknown) => {
      if (child.name === 'admin-web' || isService(child.name)) {
        say(`\n${messageOf(error)}\n  The rest goes on without ${child.name}. Ctrl-C stops everything.`);
      } else if (child.rank !== 'other') {
        void finish(1, `\n${messageOf(error)}\n  Nothing works without ${child.name}: stopping.`);
      }
    });
  });
};
