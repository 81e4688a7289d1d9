import { waitFor } from '../wait';
import { silent } from '../progress';
import { isAlive } from './identity';

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
