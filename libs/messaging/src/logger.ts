type Log = (fields: object, message: string) => void;

/** What messaging needs of a logger; a pino logger fits. */
export type Logger = { debug: Log; info: Log; warn: Log; error: Log };
