import { type Attributes, context, propagation, ROOT_CONTEXT, SpanKind, trace } from '@opentelemetry/api';
import { waker } from '@tenantry/messaging';

const tracer = trace.getTracer('identity');

type Steps = {
  /** @returns how long to rest before the next one, in milliseconds */
  step: (stopping: AbortSignal) => Promise<number>;
  /**
   * @param failures how many steps have failed one after the other, this one among them
   * @returns likewise
   */
  onFailure: (error: unknown, failures: number) => number;
};

/** Does work that nobody waits for, step by step, until it is stopped: the step that is under way then is done to its end. */
export function inSteps({ step, onFailure }: Steps): { wake: () => void; stop: () => Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const wake = waker({ stopping: signal });
  const run = async () => {
    let failures = 0;
    while (!signal.aborted) {
      wake.arm();
      const restMs = await step(signal).then(
        (rest) => {
          failures = 0;
          return rest;
        },
        (error: unknown) => onFailure(error, ++failures),
      );
      if (restMs > 0) await wake.wait(restMs);
    }
  };
  const running = run();
  return {
    wake: wake.up,
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** Does work below what has begun it, so that one trace leads from there to its effects. */
export function inSpanBelow(
  traceparent: string | null,
  { name, attributes }: { name: string; attributes: Attributes },
  work: () => Promise<void>,
): Promise<void> {
  const parent = propagation.extract(ROOT_CONTEXT, { traceparent: traceparent ?? undefined });
  const span = tracer.startSpan(name, { kind: SpanKind.INTERNAL, attributes }, parent);
  return context.with(trace.setSpan(parent, span), work).finally(() => span.end());
}
