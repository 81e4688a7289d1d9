import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { findProgram } from './machine';
import { unsuitable, type Unsuitable } from './part';

/** A RabbitMQ that can be run: its start script, Erlang's port mapper, and what their environment needs. */
export type RabbitPrograms = {
  version: string;
  server: string;
  epmd: string;
  /** Folders with Erlang's programs, before the rest of PATH. */
  path: string[];
  env: NodeJS.ProcessEnv;
};

/** At-least-once dead-lettering of quorum queues came with it. */
const oldest = [3, 10] as const;

/** The RabbitMQ in a folder that has sbin/ (or, in Debian's packages, bin/) and plugins/, with the Erlang in `erlang`. */
export const rabbitIn = (
  home: string,
  erlang: { epmd: string; path: string[]; env: NodeJS.ProcessEnv },
): RabbitPrograms | Unsuitable => {
  const server = path.join(home, 'sbin', 'rabbitmq-server');
  if (!fs.existsSync(server)) return unsuitable(`there is no sbin/rabbitmq-server in ${home}`);
  const version = versionOf(home);
  if (version === undefined) return unsuitable(`the version of RabbitMQ in ${home} could not be told`);
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
    return unsuitable(`RabbitMQ ${version} in ${home} is too old: ${oldest.join('.')} or newer is needed`);
  }
  return { version, server, ...erlang };
};

/** Told by the name of its own plugin: rabbit-3.10.8 (a folder or an .ez file). */
const versionOf = (home: string): string | undefined => {
  const plugins = path.join(home, 'plugins');
  if (!fs.existsSync(plugins)) return undefined;
  return fs
    .readdirSync(plugins)
    .map((name) => /^rabbit-(\d+\.\d+\.\d+)/.exec(name)?.[1])
    .find((version) => version !== undefined);
};

/** The newest RabbitMQ on the machine: $RABBITMQ_HOME, where Debian puts it, or beside the one on PATH. */
export const rabbitOfMachine = (environment: NodeJS.ProcessEnv): RabbitPrograms | Unsuitable => {
  const epmd = findProgram('epmd', environment) ?? erlangEpmd(environment);
  const given = environment['RABBITMQ_HOME'];
  const homes = given ? [given] : [...debianHomes('/usr/lib/rabbitmq/lib'), ...homesOnPath(environment)];
  if (homes.length === 0)
    return unsuitable('no rabbitmq-server was found ($RABBITMQ_HOME, /usr/lib/rabbitmq, PATH)');
  if (!epmd) return unsuitable('rabbitmq-server was found, but not epmd, which belongs to Erlang');
  const candidates = homes.map((home) => rabbitIn(home, { epmd, path: [path.dirname(epmd)], env: {} }));
  return candidates.find((candidate) => 'server' in candidate) ?? candidates[0] ?? unsuitable('none');
};

/** `<folder>/rabbitmq_server-3.10.8`, newest first. */
export const debianHomes = (folder: string): string[] =>
  !fs.existsSync(folder)
    ? []
    : fs
        .readdirSync(folder)
        .filter((name) => name.startsWith('rabbitmq_server-'))
        .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
        .map((name) => path.join(folder, name));

const homesOnPath = (environment: NodeJS.ProcessEnv): string[] => {
  const found = findProgram('rabbitmq-server', environment);
  return found ? [path.resolve(fs.realpathSync(found), '..', '..')] : [];
};

/** Where epmd lies when it is not on PATH: below Erlang's own root. */
const erlangEpmd = (environment: NodeJS.ProcessEnv): string | undefined => {
  const erl = findProgram('erl', environment);
  if (!erl) return undefined;
  const asked = spawnSync(erl, ['-noshell', '-eval', 'io:format("~s", [code:root_dir()]), halt().'], {
    encoding: 'utf8',
    timeout: 10_000,
  });
  const folder = asked.stdout?.trim();
  if (!folder || !fs.existsSync(folder)) return undefined;
  const erts = fs.readdirSync(folder).find((name) => name.startsWith('erts-'));
  const epmd = erts && path.join(folder, erts, 'bin', 'epmd');
  return epmd && fs.existsSync(epmd) ? epmd : undefined;
};
