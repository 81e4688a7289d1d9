import { context, propagation, ROOT_CONTEXT, SpanKind, trace } from '@opentelemetry/api';
import { waker } from '@tenantry/messaging';
import type { Logger } from '@tenantry/service-defaults';
import { sweepFurther, type SweepDeps } from './run-sweep';
import { findOpenSweep, type Sweep } from './sweep';

const tracer = trace.getTracer('identity');
/** While there is nothing to do; the command comes once a day, or from somebody who waits for it. */
const idlePollMs = 1000;
/** Between tries of what fails again and again, at most. */
const longestRestMs = 120_000;

/** Carries out the runs of the inactivity sweep (L7), until it is stopped; every replica does. */
export function startSweeping({ logger, ...deps }: SweepDeps & { logger: Pick<Logger, 'warn'> }) {
  const stopping = new AbortController();
  const { signal } = stopping;
  const wake = waker({ stopping: signal });

  const step = async (): Promise<number> => {
    const sweep = await findOpenSweep(deps.database.manager);
    if (!sweep) return idlePollMs;
    await inSpan(sweep, () => sweepFurther(deps, sweep, () => signal.aborted));
    return 0;
  };
  const run = async () => {
    let failures = 0;
    while (!signal.aborted) {
      wake.arm();
      const restMs = await step().then(
        (rest) => {
          failures = 0;
          return rest;
        },
        (error: unknown) => {
          logger.warn({ err: error }, 'the inactivity sweep cannot go on, trying again later');
          // Each try claims anew, which the user's history tells (docs/adr/0017).
          return Math.min(longestRestMs, idlePollMs * 2 ** failures++);
        },
      );
      if (restMs > 0) await wake.wait(restMs);
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

/** Below what started the run, so that one trace leads from there to the mails. */
function inSpan(sweep: Sweep, work: () => Promise<void>): Promise<void> {
  const parent = propagation.extract(ROOT_CONTEXT, { traceparent: sweep.traceparent ?? undefined });
  const options = { kind: SpanKind.INTERNAL, attributes: { 'tenantry.job.run': sweep.runId } };
  const span = tracer.startSpan('inactivity sweep', options, parent);
  return context.with(trace.setSpan(parent, span), work).finally(() => span.end());
}
