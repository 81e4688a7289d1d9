/** What was waited for took longer than it may. */
export class TimeLimitError extends Error {
  constructor(readonly milliseconds: number) {
    super(`no answer within ${milliseconds} ms`);
    this.name = 'TimeLimitError';
  }
}

/**
 * The promise, or a {@link TimeLimitError} after `milliseconds`. An answer that has already arrived counts, even where
 * this process was too busy to read it in time.
 */
export function within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      // Two turns of the event loop: sockets are read between them.
      setImmediate(() => setImmediate(() => reject(new TimeLimitError(milliseconds))));
    }, milliseconds);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
