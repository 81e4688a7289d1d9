import fs from 'node:fs';
import { row, say as print, type Say } from '../progress';
import { waitFor } from '../wait';
import { readJson, writeIfAbsent } from './home';
import { isAlive, processIdentity } from './identity';
import type { Recorded } from './ending';

/** This process's own turns, by file. */
const turns = new Map<string, Promise<unknown>>();

/**
 * Does the work while nobody else, here or in another process of this machine, does it under the same file; a dead
 * holder's lock is taken over.
 * @param options.limitMs how long to wait for another process
 */
export const withLock = <T>(file: string, options: LockOptions, work: () => Promise<T>): Promise<T> => {
  const turn = (turns.get(file) ?? Promise.resolve()).then(() => lockAgainstOthers(file, options, work));
  turns.set(
    file,
    turn.catch(() => undefined),
  );
  return turn;
};

type LockOptions = { what: string; limitMs: number; say?: Say };

const lockAgainstOthers = async <T>(
  file: string,
  options: LockOptions,
  work: () => Promise<T>,
): Promise<T> => {
  const mine: Recorded = { pid: process.pid, identity: processIdentity(process.pid) ?? '' };
  const say = options.say ?? print;
  let told = false;
  await waitFor({
    what: `another process (${file}) to finish ${options.what}`,
    limitMs: options.limitMs,
    everyMs: 250,
    say,
    probe: () => {
      if (writeIfAbsent(file, mine)) return true;
      const holder = readJson<Recorded>(file);
      if (holder && !isAlive(holder)) fs.rmSync(file, { force: true });
      else if (!told) {
        told = true;
        say(row('', 'waiting', `process ${holder?.pid ?? 'unknown'} is ${options.what}`));
      }
      return undefined;
    },
  });
  try {
    return await work();
  } finally {
    fs.rmSync(file, { force: true });
  }
};
