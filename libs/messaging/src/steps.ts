import { waker } from './waker';

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
