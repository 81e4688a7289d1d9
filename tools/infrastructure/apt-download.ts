import fs from 'node:fs';
import path from 'node:path';
import { withLock } from '../processes/lock';
import { row, type Say } from '../progress';
import { runCommand } from './run-command';

/** Package lists are looked up again when older than this, in milliseconds. */
const listsLastMs = 60 * 60_000;

/**
 * Downloads packages, and those that they need and the machine has not, with the machine's own sources and keys but none
 * of its state: runs as anyone and changes nothing outside `folder`.
 * @returns the files
 */
export const downloadPackages = async (
  folder: string,
  set: { name: string; packages: string[]; own: RegExp },
  say: Say,
): Promise<string[]> => {
  const apt = path.join(folder, 'apt');
  const archives = path.join(apt, `archives-${set.name}`);
  for (const name of ['lists/partial', 'state/preferences.d', `archives-${set.name}/partial`]) {
    fs.mkdirSync(path.join(apt, name), { recursive: true });
  }
  const status = path.join(apt, 'state', `status-${set.name}`);
  fs.writeFileSync(status, installedWithout(fs.readFileSync('/var/lib/dpkg/status', 'utf8'), set.own));
  const config = path.join(apt, 'apt.conf');
  fs.writeFileSync(config, configuration(apt));

  const options = [
    '-c',
    config,
    '-o',
    `Dir::State::status=${status}`,
    '-o',
    `Dir::Cache::archives=${archives}/`,
  ];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' };
  await withLock(path.join(apt, 'lists.lock'), { what: 'looking up packages', limitMs: 300_000, say }, () =>
    updateLists(apt, options, env, say),
  );
  const install = ['install', '--download-only', '--no-install-recommends', '-y', ...set.packages];
  await watched(
    set.packages.join(', '),
    say,
    runCommand('apt-get', [...options, ...install], { limitMs: 900_000, env }),
  );
  const files = fs.readdirSync(archives).filter((name) => name.endsWith('.deb'));
  if (files.length === 0) throw new Error(`apt-get has downloaded nothing for ${set.packages.join(', ')}`);
  return files.map((name) => path.join(archives, name));
};

const updateLists = async (
  apt: string,
  options: string[],
  env: NodeJS.ProcessEnv,
  say: Say,
): Promise<void> => {
  const updated = path.join(apt, 'lists-updated');
  if (fs.existsSync(updated) && Date.now() - fs.statSync(updated).mtimeMs < listsLastMs) return;
  await watched(
    'the package lists',
    say,
    runCommand('apt-get', [...options, 'update', '-qq'], { limitMs: 180_000, env }),
  );
  fs.writeFileSync(updated, '');
};

/**
 * The machine's record of what is installed, without the packages that are to be downloaded in any case, and without
 * what the others say of each other: only what is there counts, and apt must not find the rest broken.
 */
export const installedWithout = (status: string, own: RegExp): string =>
  status
    .split('\n\n')
    .filter((stanza) => /^Status: install ok installed$/m.test(stanza))
    .filter((stanza) => !own.test(/^Package: (.*)$/m.exec(stanza)?.[1] ?? ''))
    .map((stanza) =>
      `${stanza}\n`.replaceAll(
        /^(Pre-Depends|Depends|Recommends|Suggests|Enhances|Breaks|Conflicts|Replaces):.*\n(?:[ \t].*\n)*/gm,
        '',
      ),
    )
    .join('\n')
    .concat('\n');

/** Read after the machine's own configuration (proxies, mirrors), whose hooks must not run for us. */
const configuration = (apt: string): string => `Dir::State "${apt}/state";
Dir::State::lists "${apt}/lists/";
Dir::Cache "${apt}";
Dir::Cache::pkgcache "";
Dir::Cache::srcpkgcache "";
Dir::Log "${apt}";
APT::Sandbox::User "";
APT::Keep-Downloaded-Packages "true";
Debug::NoLocking "1";
Acquire::Retries "2";
Acquire::http::Timeout "30";
Acquire::https::Timeout "30";
Acquire::Languages "none";
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
#clear DPkg::Pre-Invoke;
#clear DPkg::Post-Invoke;
#clear DPkg::Pre-Install-Pkgs;
`;

const watched = async <T>(what: string, say: Say, work: Promise<T>): Promise<T> => {
  const start = Date.now();
  const timer = setInterval(
    () => say(row('', 'still loading', `${what} (${Math.round((Date.now() - start) / 1000)} s)`)),
    10_000,
  );
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
};
