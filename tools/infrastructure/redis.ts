import fs from 'node:fs';
import path from 'node:path';
import { createClient } from 'redis';
import { waitFor } from '../wait';
import { aptInstall } from './apt-install';
import { unpackedPackages } from './cache';
import { composePart } from './docker';
import { givenUrl } from './given';
import { findProgram, outputOf } from './machine';
import { adviceFor, unsuitable, type Context, type Part, type Unsuitable } from './part';

export type Redis = { url: string };
type RedisProgram = { command: string; env: NodeJS.ProcessEnv };

/** Connects, says PING, closes. */
const askRedis = async (url: string): Promise<true> => {
  const client = createClient({ url, socket: { connectTimeout: 5_000, reconnectStrategy: false } });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.ping();
    return true;
  } finally {
    client.destroy();
  }
};

/** Scripts and functions as the services use them need 6.2 or newer. */
const suitable = (program: RedisProgram): RedisProgram | Unsuitable => {
  const version = /v=(\d+)\.(\d+)/.exec(
    outputOf(program.command, ['--version'], { env: { ...process.env, ...program.env } }) ?? '',
  );
  if (!version) return unsuitable(`${program.command} does not start`);
  const [major, minor] = [Number(version[1]), Number(version[2])];
  return major > 6 || (major === 6 && minor >= 2)
    ? program
    : unsuitable(`Redis ${major}.${minor} is too old: 6.2 or newer is needed`);
};

const redisOfMachine = (environment: NodeJS.ProcessEnv): RedisProgram | Unsuitable => {
  const command = findProgram('redis-server', environment) ?? findProgram('valkey-server', environment);
  return command ? suitable({ command, env: {} }) : unsuitable('no redis-server was found on PATH');
};

const start = async (context: Context, program: RedisProgram | Unsuitable): Promise<Redis | Unsuitable> => {
  if ('unsuitable' in program) return program;
  const folder = path.join(context.dataFolder, 'redis');
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const password = context.secrets('redis');
  const port = await context.ports.take('redis');
  const config = path.join(folder, 'redis.conf');
  // In a file, not as arguments: those can be read by everyone on the machine.
  fs.writeFileSync(
    config,
    [
      'bind 127.0.0.1',
      `port ${port}`,
      `dir ${JSON.stringify(folder)}`,
      `requirepass ${password}`,
      'daemonize no',
      'set-proc-title no', // it would be written over the environment, which marks whose process this is
      'databases 32',
      'maxmemory-policy noeviction',
      ...(context.durable ? ['appendonly yes', 'appendfsync everysec'] : ['appendonly no', 'save ""']),
      '',
    ].join('\n'),
    { mode: 0o600 },
  );
  const child = context.stack.start({
    name: 'redis',
    rank: 'sessions',
    command: program.command,
    args: [config],
    cwd: folder,
    env: { PATH: process.env['PATH'], LANG: 'C.UTF-8', ...program.env },
  });
  const url = `redis://:${password}@127.0.0.1:${port}`;
  await waitFor({
    what: 'Redis to answer',
    limitMs: 30_000,
    everyMs: 30,
    probe: () => askRedis(url),
    unless: child.crashed,
    say: context.say,
  });
  return { url };
};

export const redis: Part<Redis> = {
  name: 'Redis',
  offers: [
    {
      source: 'url',
      serve: async (context) => {
        const url = await givenUrl(context, 'REDIS_URL', askRedis);
        return typeof url === 'string' ? { url } : url;
      },
    },
    { source: 'machine', serve: (context) => start(context, redisOfMachine(context.environment)) },
    {
      source: 'cache',
      serve: async (context) => {
        const unpacked = await unpackedPackages(context, {
          name: 'redis',
          packages: ['redis-server'],
          own: /^redis(-server|-tools)?$/,
          check: (folder, libraries) =>
            suitable({
              command: path.join(folder, 'usr/bin/redis-server'),
              env: { LD_LIBRARY_PATH: libraries },
            }),
        });
        return start(context, unpacked);
      },
    },
    {
      source: 'docker',
      serve: async (context) => {
        const password = context.secrets('redis');
        const port = await context.ports.take('redis');
        const url = `redis://:${password}@127.0.0.1:${port}`;
        const served = await composePart(context, {
          service: 'redis',
          rank: 'sessions',
          ports: { [port]: 6379 },
          command: [
            'redis-server',
            '--requirepass',
            password,
            '--databases',
            '32',
            '--appendonly',
            context.durable ? 'yes' : 'no',
          ],
          dataPath: '/data',
          ready: () => askRedis(url),
        });
        return served === 'up' ? { url } : served;
      },
    },
    {
      source: 'apt',
      serve: async (context) => {
        const installed = await aptInstall(context, ['redis-server']);
        return installed === 'installed' ? start(context, redisOfMachine(context.environment)) : installed;
      },
    },
  ],
  advice: adviceFor({
    debian: 'sudo apt-get install redis-server',
    fedora: 'sudo dnf install redis',
    mac: 'brew install redis',
    variable: 'set REDIS_URL to a Redis 6.2 or newer',
  }),
};
