import type { CommandResult } from './identity';

/** Milliseconds for which lists ask for the write: a projection that lags longer says so by `updating`. */
const remembered = 60_000;
let last: (CommandResult & { at: number }) | null = null;

/** Remembers what a command has written, so that the lists that are read next wait for it. */
export function rememberWrite({ subject, version }: CommandResult): void {
  last = { subject, version, at: Date.now() };
}

/** `after` of a directory query: `user/<id>:<version>`, while the write is young. */
export function writeToWaitFor(now = Date.now()): string | undefined {
  return last && now - last.at < remembered ? `${last.subject}:${last.version}` : undefined;
}
