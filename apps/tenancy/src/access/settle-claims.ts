import type { Logger } from '@tenantry/service-defaults';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Transact } from '../transact';
import { settleClaims } from './master-claims';

const everyMs = 5000;

/** Settles claims that were left open, every five seconds until it is stopped; each replica does. */
export function startSettlingClaims({ transact, logger }: { transact: Transact; logger: Logger }) {
  const stopping = new AbortController();
  const run = async () => {
    while (!stopping.signal.aborted) {
      await transact(settleClaims).catch((error: unknown) =>
        logger.warn({ err: error }, 'open claims could not be looked at, trying again'),
      );
      await sleep(everyMs, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
    }
  };
  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
