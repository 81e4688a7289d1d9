import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { connect } from 'amqplib';
import { writeJson } from '../processes/home';
import { waitFor } from '../wait';
import type { Context } from './part';
import { buildDefinitions } from './rabbitmq-definitions';
import type { RabbitPrograms } from './rabbitmq-programs';
import { type BrokerUser, forEachBrokerUser } from './services';

/** RabbitMQ's address for its administrator, without a virtual host, and for each user. */
export type RabbitMq = {
  adminUrl: string;
  serviceUrl: (user: BrokerUser, vhost?: string) => string;
  /** How long a node of our own took from its start until it accepted connections, in milliseconds. */
  bootMs?: number;
};

const administrator = 'admin';

/** A user's password. In a throwaway broker for tests it is the user's name. */
export const brokerPassword = (context: Context, user: BrokerUser): string =>
  context.durable ? context.secrets(`rabbitmq.${user}`) : user;

/** A user's address for the broker behind another user's address. */
export const amqpUrlFor = (adminUrl: string, user: string, password: string, vhost = '/'): string => {
  const url = new URL(adminUrl);
  url.username = user;
  url.password = password;
  url.pathname = vhost === '/' ? '' : `/${encodeURIComponent(vhost)}`;
  return url.href;
};

/** Connects and closes. */
export const askRabbit = async (url: string): Promise<true> => {
  const connection = await connect(url, { timeout: 5_000 });
  connection.on('error', () => undefined);
  await connection.close();
  return true;
};

/** The definitions file for a broker of our own, readable by its owner only. */
export const writeDefinitions = (context: Context, folder: string, version: string): string => {
  const file = path.join(folder, 'definitions.json');
  writeJson(
    file,
    buildDefinitions({
      version,
      vhosts: context.vhosts,
      administrator: { name: administrator, password: context.secrets('rabbitmq.admin') },
      passwords: forEachBrokerUser((user) => brokerPassword(context, user)),
    }),
  );
  return file;
};

export const ownBroker = (context: Context, port: number): RabbitMq => {
  const adminUrl = `amqp://${administrator}:${context.secrets('rabbitmq.admin')}@127.0.0.1:${port}`;
  return {
    adminUrl,
    serviceUrl: (service, vhost) => amqpUrlFor(adminUrl, service, brokerPassword(context, service), vhost),
  };
};

/**
 * A node of its own: own ports, data, cookie and port mapper (epmd), all on 127.0.0.1; nothing of the machine's own
 * RabbitMQ is read or written.
 */
export const startRabbitNode = async (context: Context, programs: RabbitPrograms): Promise<RabbitMq> => {
  const folder = path.join(context.dataFolder, 'rabbitmq');
  const at = (name: string): string => path.join(folder, name);
  for (const name of ['home', 'mnesia', 'log', 'generated', 'plugins'])
    fs.mkdirSync(at(name), { recursive: true });
  const port = await context.ports.take('rabbitmq');
  const peers = await context.ports.take('rabbitmqPeers');
  const mapper = await context.ports.take('portMapper');

  writeCookie(at('home/.erlang.cookie'), context.secrets('rabbitmq.cookie'));
  fs.writeFileSync(at('env.conf'), '');
  fs.writeFileSync(at('advanced.config'), '[].\n');
  fs.writeFileSync(at('enabled_plugins'), '[].\n');
  fs.writeFileSync(
    at('rabbitmq.conf'),
    [
      `listeners.tcp.default = 127.0.0.1:${port}`,
      `load_definitions = ${writeDefinitions(context, folder, programs.version)}`,
      'loopback_users = none',
      'disk_free_limit.absolute = 200MB',
      'vm_memory_high_watermark.absolute = 1GB',
      'log.file.level = info',
      'log.console = false',
      '',
    ].join('\n'),
  );
  const schedulers = Math.min(4, os.availableParallelism());
  const env: NodeJS.ProcessEnv = {
    ...programs.env,
    PATH: [...programs.path, process.env['PATH']].join(':'),
    HOME: at('home'),
    LANG: 'C.UTF-8',
    ERL_EPMD_PORT: String(mapper),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    RUNNING_UNDER_SYSTEMD: 'true', // no shell between us and the node: signals and exit codes are its own
    RABBITMQ_CONF_ENV_FILE: at('env.conf'),
    RABBITMQ_NODENAME: 'tenantry@localhost',
    RABBITMQ_CONFIG_FILE: at('rabbitmq.conf'),
    RABBITMQ_ADVANCED_CONFIG_FILE: at('advanced.config'),
    RABBITMQ_MNESIA_BASE: at('mnesia'),
    RABBITMQ_LOG_BASE: at('log'),
    RABBITMQ_ENABLED_PLUGINS_FILE: at('enabled_plugins'),
    RABBITMQ_PLUGINS_EXPAND_DIR: at('plugins'),
    RABBITMQ_GENERATED_CONFIG_DIR: at('generated'),
    RABBITMQ_PID_FILE: at('pid'),
    RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
    RABBITMQ_NODE_PORT: String(port),
    RABBITMQ_DIST_PORT: String(peers),
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: `-kernel inet_dist_use_interface {127,0,0,1} +S ${schedulers}:${schedulers}`,
  };
  const epmd = context.stack.start({
    name: 'epmd',
    rank: 'portMapper',
    command: programs.epmd,
    args: ['-port', String(mapper), '-address', '127.0.0.1'],
    cwd: folder,
    env,
    stopLimitMs: 3_000,
  });
  await waitFor({
    what: "Erlang's port mapper to listen",
    limitMs: 10_000,
    everyMs: 20,
    probe: () => accepts(mapper),
    unless: epmd.crashed,
  });
  const begin = Date.now();
  const node = context.stack.start({
    name: 'rabbitmq',
    rank: 'bus',
    command: programs.server,
    args: [],
    cwd: folder,
    env,
    stopLimitMs: 30_000,
  });
  const broker = ownBroker(context, port);
  await waitFor({
    what: 'RabbitMQ to accept connections',
    limitMs: 180_000,
    everyMs: 100,
    // The listener is opened last; until then not even a handshake is worth its while.
    probe: async () => ((await accepts(port)) ? askRabbit(broker.adminUrl) : undefined),
    unless: node.crashed,
    say: context.say,
  });
  return { ...broker, bootMs: Date.now() - begin };
};

const writeCookie = (file: string, cookie: string): void => {
  if (fs.existsSync(file)) fs.chmodSync(file, 0o600);
  fs.writeFileSync(file, cookie);
  fs.chmodSync(file, 0o400);
};

const accepts = (port: number): Promise<true | undefined> =>
  new Promise((resolve) => {
    const socket = net.connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => (socket.destroy(), resolve(true)));
    socket.once('error', () => resolve(undefined));
  });
