type Log = (fields: object, message: string) => void;

/** What messaging needs of a logger; a pino logger fits. */
export type Logger = { debug: Log; info: Log; warn: Log; error: Log };

/**
 * What is logged of an error. Never the error itself: a database error carries the statement's parameters, and so the
 * bodies of messages.
 */
export function fault(error: unknown): object {
  if (!(error instanceof Error)) return { error: String(error) };
  const { code } = error as { code?: unknown };
  return {
    error: `${error.name}: ${error.message}`,
    stack: error.stack,
    ...(code === undefined ? {} : { code }),
  };
}
