import { messageOf, say } from '../progress';
import type { Stack } from './stack';

/** Ends a run: stops all that it has started, then the process. */
export type Finish = (exitCode: number, message?: string) => Promise<never>;

/** How long stopping may take before what is left is killed, in milliseconds. */
const stopLimitMs = 60_000;

/**
 * Stops everything in order when the person, npm or the terminal wants it, or something was overlooked.
 * @param exitCodeOnSignal 0 where being stopped is the usual end
 */
export const finishOnSignals = (
  stack: Stack,
  options: { exitCodeOnSignal: number; onFinish?: () => void | Promise<void> },
): Finish => {
  let finishing: Promise<never> | undefined;
  const finish: Finish = (exitCode, message) => {
    finishing ??= (async () => {
      if (message) process.stderr.write(`${message}\n`);
      const impatient = setTimeout(() => stack.killAll(), stopLimitMs);
      await stack.stopAll();
      clearTimeout(impatient);
      await options.onFinish?.();
      stack.home.release();
      process.exit(exitCode);
    })();
    return finishing;
  };

  let asked = 0;
  const onSignal = (): void => {
    // One Ctrl-C may arrive twice: from the terminal, and passed on by npm.
    if (finishing && Date.now() - asked > 1_000) stack.killAll();
    if (finishing) return;
    asked = Date.now();
    say('\nStopping … (Ctrl-C again: at once)');
    void finish(options.exitCodeOnSignal);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  process.on('SIGHUP', onSignal);
  // The terminal or the pipe is gone: nobody reads what we say, but what runs must still be stopped.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', () => void finish(options.exitCodeOnSignal));
  }
  const fatal = (error: unknown): void => void finish(1, messageOf(error));
  process.on('uncaughtException', fatal);
  process.on('unhandledRejection', fatal);

  // npm passes no signal on to what it runs: it ends, and we are given to another parent.
  if (process.env['npm_lifecycle_event']) {
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent && !finishing) void finish(options.exitCodeOnSignal);
    }, 500).unref();
  }
  return finish;
};
