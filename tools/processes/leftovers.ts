import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { row, say as print, type Say } from '../progress';
import { end, killRun } from './ending';
import { readJson, readStarter, runFolder, type StarterRecord } from './home';
import { isAlive } from './identity';
import { ranks, type ChildRecord, type Rank } from './stack';

/**
 * Stops what a starter that was killed has left running: the processes that it recorded, as long as they are still the
 * same ones, and those that carry its run's random mark. Nothing is ever found by its name.
 */
export const cleanUpAfter = async (folder: string, dead: StarterRecord, say: Say = print): Promise<void> => {
  const files = fs
    .readdirSync(runFolder(folder))
    .filter((name) => name.endsWith('.child.json'))
    .map((name) => path.join(runFolder(folder), name));
  const records = files.flatMap((file) => readJson<ChildRecord>(file) ?? []);
  const alive = records.filter((record) => record.takeDown !== undefined || isAlive(record));
  if (alive.length > 0) {
    say(
      row(
        'clean-up',
        'stopping',
        `what a killed start has left: ${alive.map(({ name }) => name).join(', ')}`,
      ),
    );
  }
  for (const rank of Object.keys(ranks) as Rank[]) {
    await Promise.all(
      alive
        .filter((record) => record.rank === rank)
        .map(({ takeDown, ...record }) => {
          const [command, ...args] = takeDown ?? [];
          return command === undefined
            ? end(record, { signal: record.stopSignal, limitMs: 10_000 })
            : Promise.resolve(spawnSync(command, args, { timeout: 60_000 }));
        }),
    );
  }
  await killRun(dead.token);
  for (const file of files) fs.rmSync(file, { force: true });
};

/** The same for the folders of test, bench and chaos runs that were killed; the folders go too. */
export const removeDeadRuns = async (parent: string, say: Say = print): Promise<void> => {
  if (!fs.existsSync(parent)) return;
  for (const name of fs.readdirSync(parent)) {
    if (!/^(test|bench|chaos)-\d+$/.test(name)) continue;
    const folder = path.join(parent, name);
    const starter = readStarter(folder);
    if (starter && isAlive(starter)) continue;
    const justMade = !starter && Date.now() - fs.statSync(folder).ctimeMs < 60_000;
    if (justMade) continue;
    if (starter) await cleanUpAfter(folder, starter, say);
    fs.rmSync(folder, { recursive: true, force: true });
  }
};
