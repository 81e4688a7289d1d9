import { inSpanBelow, inSteps } from '@tenantry/messaging';
import type { Logger } from '@tenantry/service-defaults';
import { sweepFurther, type SweepDeps } from './run-sweep';
import { findOpenSweep } from './sweep';

/** While there is nothing to do; the command comes once a day, or from somebody who waits for it. */
const idlePollMs = 1000;
/** Between tries of what fails again and again, at most. */
const longestRestMs = 120_000;

/** Carries out the runs of the inactivity sweep (L7), until it is stopped; every replica does. */
export function startSweeping({ logger, ...deps }: SweepDeps & { logger: Pick<Logger, 'warn'> }) {
  const { stop } = inSteps({
    async step(stopping) {
      const sweep = await findOpenSweep(deps.database.manager);
      if (!sweep) return idlePollMs;
      const span = { name: 'inactivity sweep', attributes: { 'tenantry.job.run': sweep.runId } };
      await inSpanBelow(sweep.traceparent, span, () => sweepFurther(deps, sweep, () => stopping.aborted));
      return 0;
    },
    onFailure(error, failures) {
      logger.warn({ err: error }, 'the inactivity sweep cannot go on, trying again later');
      // Each try claims anew, which the user's history tells (docs/adr/0017).
      return Math.min(longestRestMs, idlePollMs * 2 ** (failures - 1));
    },
  });
  return { stop };
}
