/** Says one thing to whoever waits at the terminal. */
export type Say = (line: string) => void;

/** A line for the terminal; nothing fails when the terminal is gone. */
export const say: Say = (line) => {
  process.stdout.write(`${line}\n`);
};

/** Swallows progress: for tests. */
export const silent: Say = () => undefined;

/** Seconds with one decimal, for people: 1234 → '1.2 s'. */
export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

/** A progress line in columns: what, its state, what else is worth knowing. */
export const row = (what: string, state: string, detail = ''): string =>
  `  ${what.padEnd(12)} ${state.padEnd(16)} ${detail}`.trimEnd();

/** The message of whatever was thrown. */
export const messageOf = (error: unknown): string => {
  if (error instanceof AggregateError && error.errors.length > 0) return messageOf(error.errors[0]);
  return error instanceof Error ? error.message || error.name : String(error);
};
