import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { withLock } from '../processes/lock';
import { row, seconds } from '../progress';
import { downloadPackages } from './apt-download';
import { findProgram, outputOf } from './machine';
import { unsuitable, type Context, type Unsuitable } from './part';
import { runCommand } from './run-command';

export type PackageSet<T> = {
  /** Names the folder in the cache. */
  name: string;
  packages: string[];
  /** Packages that are taken from the distribution even when the machine has them: they must lie in one folder. */
  own: RegExp;
  /** Mends what only works at the place where a package wants to be installed; before anyone uses the folder. */
  prepare?: (folder: string) => void;
  /** Whether what was unpacked starts here. */
  check: (folder: string, libraries: string) => T | Unsuitable;
};

/** The user's cache folder, shared by all clones (XDG Base Directory Specification). */
const cacheFolder = (environment: NodeJS.ProcessEnv): string =>
  path.join(
    environment['XDG_CACHE_HOME'] || path.join(environment['HOME'] || os.homedir(), '.cache'),
    'tenantry',
  );

/**
 * The distribution's packages, downloaded and unpacked into the user's cache: nothing is installed, nothing started.
 * On Debian and Ubuntu, as any user. What is there already is used, if it still starts.
 */
export const unpackedPackages = async <T extends object>(
  context: Context,
  set: PackageSet<T>,
): Promise<T | Unsuitable> => {
  const machine = describeMachine();
  if ('unsuitable' in machine) return machine;
  const parent = path.join(cacheFolder(context.environment), machine.key);
  const folder = path.join(parent, set.name);
  const libraries = libraryPath(folder, machine.triplet);
  fs.mkdirSync(parent, { recursive: true });

  const usable = (): T | Unsuitable | undefined =>
    fs.existsSync(folder) ? set.check(folder, libraries) : undefined;
  const ready = usable();
  if (ready && !('unsuitable' in ready)) return ready;

  return withLock(
    path.join(parent, `${set.name}.lock`),
    { what: 'downloading packages', limitMs: 900_000, say: context.say },
    async () => {
      const meanwhile = usable();
      if (meanwhile && !('unsuitable' in meanwhile)) return meanwhile;
      fs.rmSync(folder, { recursive: true, force: true });
      const start = Date.now();
      context.say(
        row(set.name, 'downloading', `${set.packages.join(', ')} from the distribution, into ${parent}`),
      );
      const draft = path.join(parent, `.${set.name}.draft`);
      fs.rmSync(draft, { recursive: true, force: true });
      fs.mkdirSync(draft);
      const archives = await downloadPackages(parent, set, context.say);
      for (const archive of archives)
        await runCommand('dpkg-deb', ['-x', archive, draft], { limitMs: 300_000 });
      set.prepare?.(draft);
      fs.renameSync(draft, folder);
      for (const archive of archives) fs.rmSync(archive);
      context.say(row(set.name, 'unpacked', `${archives.length} packages in ${seconds(Date.now() - start)}`));
      return set.check(folder, libraries);
    },
  );
};

/** Distribution, its version and processor: packages of one do not run on the other. */
const describeMachine = (): { key: string; triplet: string } | Unsuitable => {
  const missing = ['apt-get', 'dpkg', 'dpkg-deb'].find((name) => !findProgram(name));
  if (missing) return unsuitable(`this is not Debian or Ubuntu (no ${missing})`);
  const release = fs.existsSync('/etc/os-release') ? fs.readFileSync('/etc/os-release', 'utf8') : '';
  const field = (name: string): string =>
    new RegExp(`^${name}="?([^"\\n]*)`, 'm').exec(release)?.[1] ?? 'unknown';
  const architecture = outputOf('dpkg', ['--print-architecture'])?.trim();
  const triplet = {
    amd64: 'x86_64-linux-gnu',
    arm64: 'aarch64-linux-gnu',
    armhf: 'arm-linux-gnueabihf',
    i386: 'i386-linux-gnu',
  }[architecture ?? ''];
  if (!architecture || !triplet)
    return unsuitable(`the processor (${architecture ?? 'unknown'}) is not known here`);
  return { key: `${field('ID')}-${field('VERSION_ID')}-${architecture}`, triplet };
};

/** Where the unpacked packages' libraries lie; some have folders of their own below the usual one. */
const libraryPath = (folder: string, triplet: string): string =>
  [`usr/lib/${triplet}`, `lib/${triplet}`, `usr/lib/${triplet}/nss`, `usr/lib/${triplet}/pulseaudio`]
    .map((name) => path.join(folder, name))
    .join(':');
