/** Lets a loop wait for whichever comes first: a wake, the next poll or the end of its session. */
export type Waker = {
  up: () => void;
  /** Forgets earlier wakes; to be called before looking for work, so that a wake during the look counts. */
  arm(): void;
  /** @param ms a tenth more or less, so that replicas that were started together do not ask together for ever */
  wait(ms: number): Promise<void>;
};

export function waker(end: { stopping: AbortSignal; lost?: AbortSignal }): Waker {
  let awake = false;
  let resume: (() => void) | undefined;
  const up = () => {
    awake = true;
    resume?.();
  };
  // A service stops once and loses its connection often: the listener must not outlive the connection.
  end.stopping.addEventListener('abort', up, { once: true, ...(end.lost ? { signal: end.lost } : {}) });
  end.lost?.addEventListener('abort', up, { once: true });
  return {
    up,
    arm: () => (awake = end.stopping.aborted || (end.lost?.aborted ?? false)),
    wait: (ms) =>
      new Promise((resolve) => {
        if (awake) return resolve();
        const timer = setTimeout(up, ms * (0.9 + Math.random() * 0.2));
        resume = () => {
          clearTimeout(timer);
          resume = undefined;
          resolve();
        };
      }),
  };
}
