import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { row } from '../progress';
import { findProgram, runs } from './machine';
import { unsuitable, type Context, type Unsuitable } from './part';
import { runCommand } from './run-command';

const policyFile = '/usr/sbin/policy-rc.d';

/** Denies the start of services while this process lives, and nothing afterwards, should it be left behind. */
const policy = `#!/bin/sh
# Written by the start of a development system, which removes it again.
[ -d /proc/${process.pid} ] && exit 101
exit 0
`;

/** apt-get works for one at a time. */
let turn: Promise<unknown> = Promise.resolve();

/**
 * Installs packages on the machine, as root or with a sudo that asks for no password. The machine's own services are not
 * started: unless it has a policy of its own, one that denies it is in force meanwhile (invoke-rc.d(8)).
 */
export const aptInstall = (context: Context, packages: string[]): Promise<'installed' | Unsuitable> => {
  const installed = turn.then(() => installNow(context, packages));
  turn = installed.catch(() => undefined);
  return installed;
};

const installNow = async (context: Context, packages: string[]): Promise<'installed' | Unsuitable> => {
  if (!findProgram('apt-get')) return unsuitable('this is not Debian or Ubuntu (no apt-get)');
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && !runs('sudo', ['-n', 'true'])) return unsuitable('not root, and sudo asks for a password');
  const asRoot = (...command: string[]): [string, string[]] =>
    isRoot ? [command[0] ?? '', command.slice(1)] : ['sudo', ['-n', ...command]];
  const run = (...command: string[]): Promise<string> =>
    runCommand(...asRoot(...command), {
      limitMs: 900_000,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });

  context.say(
    row('apt-get', 'installing', `${packages.join(', ')} on this machine, without starting services`),
  );
  const own = !fs.existsSync(policyFile);
  const removePolicy = (): void => void spawnSync(...asRoot('rm', '-f', policyFile));
  if (own) {
    process.once('exit', removePolicy);
    await run('sh', '-c', `printf '%s' "$1" > ${policyFile} && chmod 755 ${policyFile}`, 'sh', policy);
  }
  try {
    await run('apt-get', 'update', '-qq');
    await run(
      'apt-get',
      'install',
      '-y',
      '-qq',
      '-o',
      'DPkg::Lock::Timeout=120',
      '--no-install-recommends',
      ...packages,
    );
    return 'installed';
  } finally {
    if (own) {
      removePolicy();
      process.off('exit', removePolicy);
    }
  }
};
