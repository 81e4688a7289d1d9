import type { StreamKey } from './streams';

export type BreakerOptions = {
  /** Streams that fail one after another, without a success between, before a dependency counts as down. */
  failures: number;
  /** The first pause in milliseconds; it doubles with each failed try, up to 30 seconds. */
  pauseMs: number;
};

const longestPauseMs = 30_000;

/**
 * Tells an outage from a poisoned message: one stream that fails is poison, many in a row are an outage. While it is
 * open nothing is claimed; after the pause one stream is tried.
 */
export function createBreaker({ failures, pauseMs }: BreakerOptions, now: () => number = Date.now) {
  const failed = new Map<string, StreamKey>();
  let opened = 0;
  let openUntil = 0;
  return {
    state: (): 'closed' | 'open' => (opened > 0 ? 'open' : 'closed'),
    /** How many streams may be worked on now, at most `concurrency`. */
    allows(concurrency: number): number {
      if (opened === 0) return concurrency;
      return now() < openUntil ? 0 : 1;
    },
    succeeded(): void {
      failed.clear();
      opened = 0;
    },
    /** @returns the streams whose last attempt is not to count, because the outage made it fail */
    failed(stream: StreamKey): { outage: StreamKey[]; pauseMs: number } {
      failed.set(`${stream.source} ${stream.subject}`, stream);
      if (opened === 0 && failed.size < failures) return { outage: [], pauseMs: 0 };
      const pause = Math.min(pauseMs * 2 ** opened, longestPauseMs);
      // Streams that were under way when it opened fail late and tell nothing new.
      if (now() >= openUntil) {
        opened += 1;
        openUntil = now() + pause;
      }
      const outage = [...failed.values()];
      failed.clear();
      return { outage, pauseMs: pause };
    },
  };
}

export type Breaker = ReturnType<typeof createBreaker>;
