import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { isAlive, processIdentity } from './identity';

/** The folder that one run of the starter owns: data, keys, logs, and in run/ who was started. */
export type Home = {
  folder: string;
  /** Marks every process of this run (TENANTRY_RUN in its environment), so that none can be mistaken for another's. */
  token: string;
  /** Tells a second start where this one can be reached. */
  announce: (address: string) => void;
  release: () => void;
};

export type StarterRecord = { pid: number; identity: string; token: string; address?: string };

/** Another starter owns the folder and is alive. */
export class AlreadyRunning extends Error {
  override name = 'AlreadyRunning';
  constructor(readonly starter: StarterRecord) {
    super(`another start (process ${starter.pid}) is running from this folder`);
  }
}

export const runFolder = (folder: string): string => path.join(folder, 'run');
const starterFile = (folder: string): string => path.join(runFolder(folder), 'starter.json');

export const readJson = <T>(file: string): T | undefined => {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')) as T;
  } catch {
    return undefined;
  }
};

/** Writes the whole file or nothing of it. */
export const writeJson = (file: string, value: unknown, mode = 0o600): void => {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  fs.writeFileSync(draft, `${JSON.stringify(value, null, 2)}\n`, { mode });
  fs.renameSync(draft, file);
};

/** Who has started, or did start, from this folder. */
export const readStarter = (folder: string): StarterRecord | undefined => readJson(starterFile(folder));

/**
 * Takes the folder for this process.
 * `cleanUp` is called with the record of a starter that has died without stopping what it had started.
 * @throws AlreadyRunning
 */
export const takeHome = async (
  folder: string,
  cleanUp: (folder: string, dead: StarterRecord) => Promise<void>,
): Promise<Home> => {
  fs.mkdirSync(runFolder(folder), { recursive: true });
  const file = starterFile(folder);
  const mine: StarterRecord = {
    pid: process.pid,
    identity: processIdentity(process.pid) ?? '',
    token: randomBytes(12).toString('hex'),
  };
  while (!writeIfAbsent(file, mine)) {
    const other = readStarter(folder);
    if (other && isAlive(other)) throw new AlreadyRunning(other);
    if (other) await cleanUp(folder, other);
    // Two starts may find the same dead record: whoever moves it away goes on, the other meets the winner's.
    const moved = `${file}.${process.pid}.dead`;
    try {
      fs.renameSync(file, moved);
    } catch {
      continue;
    }
    const found = readJson<StarterRecord>(moved);
    if (found && isAlive(found)) fs.linkSync(moved, file);
    fs.rmSync(moved);
  }
  return {
    folder,
    token: mine.token,
    announce: (address) => writeJson(file, { ...mine, address }),
    release: () => fs.rmSync(file, { force: true }),
  };
};

/** Creates the file with its content at once; false when it is there already. */
export const writeIfAbsent = (file: string, value: unknown): boolean => {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  fs.writeFileSync(draft, JSON.stringify(value), { mode: 0o600 });
  try {
    fs.linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    fs.rmSync(draft);
  }
};

/**
 * Deletes the folder of a run that is over; the logs of one that has failed are kept in a folder beside it.
 * @returns where they are, relative to where the process was started
 */
export const discardHome = (home: Home, keptAs: string, failed: boolean): string | undefined => {
  const kept = path.join(path.dirname(home.folder), keptAs);
  fs.rmSync(kept, { recursive: true, force: true });
  if (failed) fs.cpSync(path.join(home.folder, 'log'), kept, { recursive: true });
  fs.rmSync(home.folder, { recursive: true, force: true });
  return failed ? path.relative(process.cwd(), kept) : undefined;
};
