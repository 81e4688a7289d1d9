import { waitFor } from '../wait';
import { silent } from '../progress';
import { isAlive, processesOfRun } from './identity';

export type Recorded = { pid: number; identity: string };

/** Signals the process only if it is still the one that was recorded; false when it is gone. */
export const signal = (recorded: Recorded, name: NodeJS.Signals, wholeGroup = false): boolean => {
  if (!isAlive(recorded)) return false;
  try {
    process.kill(wholeGroup ? -recorded.pid : recorded.pid, name);
    return true;
  } catch {
    return false;
  }
};

/** Asks the process to end and waits; after `limitMs` it, and its group, is killed. True when it ended by itself. */
export const end = async (
  recorded: Recorded,
  options: { signal: NodeJS.Signals; limitMs: number; wholeGroup?: boolean },
): Promise<boolean> => {
  const gone = (limitMs: number): Promise<boolean> =>
    waitFor({
      what: `process ${recorded.pid} to end`,
      limitMs,
      everyMs: 20,
      probe: () => (isAlive(recorded) ? undefined : true),
      say: silent,
    }).catch(() => false);

  if (!signal(recorded, options.signal, options.wholeGroup)) return true;
  if (await gone(options.limitMs)) return true;
  if (!signal(recorded, 'SIGKILL', true)) signal(recorded, 'SIGKILL');
  await gone(5_000);
  return false;
};

/** Kills whatever carries the run's mark, and waits until it is gone. */
export const killRun = async (token: string): Promise<void> => {
  await waitFor({
    what: 'the last processes of the run to end',
    limitMs: 5_000,
    everyMs: 20,
    say: silent,
    probe: () => {
      const left = processesOfRun(token);
      left.forEach(killQuietly);
      return left.length === 0 || undefined;
    },
  }).catch(() => undefined);
};

export const killQuietly = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // has ended in the meantime
  }
};
