import fs from 'node:fs';
import path from 'node:path';
import { runCommand } from '../infrastructure/run-command';
import { root } from '../paths';

type LockFile = {
  packages: Record<string, { resolved?: string; link?: boolean; version?: string; integrity?: string }>;
};

/**
 * The lock file names no addresses (it must work with any registry), has a checksum for every package, and is complete,
 * other platforms' packages included.
 * @throws saying what is wrong
 */
export const checkLockFile = async (): Promise<void> => {
  const { packages } = JSON.parse(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as LockFile;
  const foreign = Object.entries(packages).filter(
    ([name]) => name.startsWith('node_modules/') || name.includes('/node_modules/'),
  );
  const addressed = foreign
    .filter(([, entry]) => entry.resolved !== undefined && !entry.link)
    .map(([name]) => name);
  if (addressed.length > 0) {
    throw new Error(
      `package-lock.json names the address of ${addressed.length} packages, the first: ${addressed[0]}. Remove "resolved".`,
    );
  }
  const unchecked = foreign
    .filter(([, entry]) => !entry.link && entry.integrity === undefined)
    .map(([name]) => name);
  if (unchecked.length > 0)
    throw new Error(`package-lock.json has no checksum for: ${unchecked.slice(0, 5).join(', ')}.`);
  await runCommand(
    'npm',
    ['ci', '--dry-run', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'],
    {
      cwd: root,
      limitMs: 300_000,
      lines: 40,
    },
  );
};
