import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { waitFor, within } from '../wait';
import { composePart } from './docker';
import { givenUrl } from './given';
import { adviceFor, unsuitable, type Context, type Part, type Unsuitable } from './part';
import {
  chooseLauncher,
  embeddedPrograms,
  giveTo,
  type Launcher,
  type LauncherChoice,
} from './postgres-launcher';

/** The address of PostgreSQL for someone who may create roles and databases. */
export type Postgres = { adminUrl: string };

const administrator = 'postgres';

const adminUrl = (password: string, port: number): string =>
  `postgres://${administrator}:${password}@127.0.0.1:${port}/postgres`;

/** Opens a connection, asks, closes it. */
const askPostgres = async (url: string): Promise<true> => {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } finally {
    void client.end().catch(() => undefined);
  }
};

const startEmbedded = async (context: Context): Promise<Postgres | Unsuitable> => {
  const programs = embeddedPrograms();
  if (!programs)
    return unsuitable(`there are no PostgreSQL programs on npm for ${process.platform} ${process.arch}`);
  const only = context.environment['TENANTRY_POSTGRES_RUNS'] as LauncherChoice;
  fs.mkdirSync(context.dataFolder, { recursive: true });
  const launcher = chooseLauncher(programs, path.join(context.dataFolder, 'postgres'), only);
  if ('unsuitable' in launcher) return launcher;

  const password = context.secrets('postgres');
  await initialise(launcher, password, path.join(context.dataFolder, 'postgres.id'));
  if (!context.durable) {
    context.stack.onStop('viewer', 'database files', () =>
      fs.promises.rm(launcher.dataFolder, { recursive: true, force: true }),
    );
  }
  const port = await context.ports.take('postgres');
  const { command, args, ids } = launcher.program('postgres', [
    ...['-D', launcher.dataFolder, '-p', String(port)],
    ...setting('listen_addresses', '127.0.0.1'),
    ...setting('unix_socket_directories', ''),
    ...setting('max_connections', '300'),
    ...setting('jit', 'off'),
    // What lives long may grow: a million users and their indexes fit. Memory is taken page by page, when it is used.
    ...(context.durable
      ? setting('shared_buffers', '512MB')
      : [...setting('fsync', 'off'), ...setting('full_page_writes', 'off')]),
  ]);
  const child = context.stack.start({
    name: 'postgres',
    rank: 'database',
    command,
    args,
    ...(ids ? { ids } : {}),
    cwd: '/',
    env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8', TZ: 'UTC' },
    stopSignal: 'SIGINT', // 'fast': connections are closed, everything is written
  });
  const url = adminUrl(password, port);
  await waitFor({
    what: 'PostgreSQL to accept connections',
    limitMs: 60_000,
    everyMs: 50,
    probe: () => askPostgres(url),
    unless: child.crashed,
    say: context.say,
  });
  return { adminUrl: url };
};

const setting = (name: string, value: string): string[] => ['-c', `${name}=${value}`];

/**
 * Creates the database files unless they are there. They may lie elsewhere than the rest of the data: the id in
 * `idFile` tells whether they belong to it, or to data that have been removed since.
 */
const initialise = async (launcher: Launcher, password: string, idFile: string): Promise<void> => {
  const folder = launcher.dataFolder;
  const complete = path.join(folder, 'initialised');
  const id = fs.existsSync(idFile) ? fs.readFileSync(idFile, 'utf8') : randomUUID();
  fs.writeFileSync(idFile, id);
  if (fs.existsSync(complete) && fs.readFileSync(complete, 'utf8') === id) {
    giveTo(launcher.owner, folder);
    return;
  }
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { mode: 0o700 });
  const passwordFile = `${folder}.password`;
  fs.writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  try {
    giveTo(launcher.owner, folder);
    giveTo(launcher.owner, passwordFile);
    const { command, args, ids } = launcher.program('initdb', [
      ...['-D', folder, '-U', administrator, '--auth=scram-sha-256', `--pwfile=${passwordFile}`],
      ...['--encoding=UTF8', '--locale=C.UTF-8', '--no-sync', '--no-instructions'],
    ]);
    await within(120_000, 'initdb to create the database files', run(command, args, ids));
    fs.writeFileSync(complete, id);
  } finally {
    fs.rmSync(passwordFile, { force: true });
  }
};

const run = (command: string, args: string[], ids: { uid: number; gid: number } | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...ids,
      cwd: '/',
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data: Buffer) => (output += data.toString()));
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`initdb has failed:\n${output.slice(-2_000)}`)),
    );
  });

export const postgres: Part<Postgres> = {
  name: 'PostgreSQL',
  offers: [
    {
      source: 'url',
      serve: async (context) => {
        const url = await givenUrl(context, 'DATABASE_URL', askPostgres);
        return typeof url === 'string' ? { adminUrl: url } : url;
      },
    },
    { source: 'embedded', serve: startEmbedded },
    {
      source: 'docker',
      serve: async (context) => {
        const password = context.secrets('postgres');
        const port = await context.ports.take('postgres');
        const url = adminUrl(password, port);
        const served = await composePart(context, {
          service: 'postgres',
          rank: 'database',
          ports: { [port]: 5432 },
          environment: { POSTGRES_PASSWORD: password },
          dataPath: '/var/lib/postgresql',
          ready: () => askPostgres(url),
        });
        return served === 'up' ? { adminUrl: url } : served;
      },
    },
  ],
  advice: adviceFor({
    variable: 'set DATABASE_URL to a PostgreSQL 16 or newer, as a user who may create roles and databases',
  }),
};
