import fs from 'node:fs';
import { findProgram, runs } from './machine';
import { unsuitable, type Context, type Unsuitable } from './part';
import { row } from '../progress';
import { runCommand } from './run-command';

const policy = '/usr/sbin/policy-rc.d';

/**
 * Installs packages on the machine, as root or with a sudo that asks for no password. The machine's own services are not
 * started: unless it has a policy of its own, one that denies it is in force meanwhile (invoke-rc.d(8)).
 */
export const aptInstall = async (context: Context, packages: string[]): Promise<'installed' | Unsuitable> => {
  if (!findProgram('apt-get')) return unsuitable('this is not Debian or Ubuntu (no apt-get)');
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && !runs('sudo', ['-n', 'true'])) return unsuitable('not root, and sudo asks for a password');
  const asRoot = (command: string, ...args: string[]): Promise<string> =>
    runCommand(isRoot ? command : 'sudo', isRoot ? args : ['-n', command, ...args], {
      limitMs: 900_000,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });

  context.say(
    row('apt-get', 'installing', `${packages.join(', ')} on this machine, without starting services`),
  );
  const own = !fs.existsSync(policy);
  if (own) await asRoot('sh', '-c', `printf '#!/bin/sh\\nexit 101\\n' > ${policy} && chmod 755 ${policy}`);
  try {
    await asRoot('apt-get', 'update', '-qq');
    await asRoot('apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages);
    return 'installed';
  } finally {
    if (own) await asRoot('rm', '-f', policy);
  }
};
