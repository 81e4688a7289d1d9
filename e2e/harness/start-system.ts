import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { emptyVhost } from '@tenantry/testing';
import { createClient } from 'redis';
import { dropDatabases, provideDatabases } from '../../tools/infrastructure/databases';
import { createPorts } from '../../tools/infrastructure/ports';
import { amqpUrlFor } from '../../tools/infrastructure/rabbitmq-node';
import { openSecrets } from '../../tools/infrastructure/secrets';
import { forEachService } from '../../tools/infrastructure/services';
import { startMailSink } from '../../tools/mail-sink/sink';
import { localFolder } from '../../tools/paths';
import { takeHome } from '../../tools/processes/home';
import { cleanUpAfter } from '../../tools/processes/leftovers';
import { createStack } from '../../tools/processes/stack';
import { silent } from '../../tools/progress';
import { provideKeys } from '../../tools/system/keys';
import { runSystem } from '../../tools/system/run-system';
import { takeSystemPorts } from '../../tools/system/settings';
import { startTraceReceiver } from '../../tools/trace-receiver/receiver';
import { type System, type SystemDescription, systemOf } from './system';

/** A system that was started here, and how it is ended. */
export type StartedSystem = { system: System; description: SystemDescription; stop: () => Promise<void> };

/** A Redis database above the ones that other tests use; two runs on one infrastructure keep apart by both variables. */
const redisDatabase = process.env['TEST_REDIS_DATABASE'] ?? '15';
const vhost = process.env['TEST_VHOST'] ?? 'e2e';

const required = (name: string): string => {
  const value = process.env[name];
  if (!value)
    throw new Error(
      `${name} is not set: run these tests with \`npm test -- e2e\`, which brings up what they need.`,
    );
  return value;
};

/**
 * Starts the four services and the console from their builds on the test run's infrastructure (TEST_*): with databases,
 * keys, ports, mails and traces of their own, an emptied virtual host and an emptied Redis database.
 * One at a time: the virtual host and the Redis database are shared by all calls.
 * @param environment variables for all of them, over the usual ones
 */
export const startSystem = async (environment: Record<string, string> = {}): Promise<StartedSystem> => {
  const home = await takeHome(path.join(localFolder, `test-${process.pid}`), cleanUpAfter);
  const stack = createStack(home);
  const adminUrl = required('TEST_DATABASE_URL');
  const names = { prefix: `e2e_${randomBytes(3).toString('hex')}_`, suffix: `_e2e_${process.pid}` };
  const stop = async (): Promise<void> => {
    await stack.stopAll();
    await dropDatabases(adminUrl, names);
    home.release();
    fs.rmSync(home.folder, { recursive: true, force: true });
  };

  try {
    const settings = await settle(stack, adminUrl, names, environment);
    await runSystem(stack, { ...settings, inherited: process.env }, silent);
    const description = { settings, amqpUrl: administratorUrl(), logFolder: path.join(home.folder, 'log') };
    return { system: systemOf(description), description, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const administratorUrl = (): string => {
  const url = new URL(required('TEST_AMQP_URL'));
  return amqpUrlFor(url.href, decodeURIComponent(url.username), decodeURIComponent(url.password), vhost);
};

const settle = async (
  stack: ReturnType<typeof createStack>,
  adminUrl: string,
  names: { prefix: string; suffix: string },
  environment: Record<string, string>,
): Promise<SystemDescription['settings']> => {
  const ports = createPorts('private');
  const systemPorts = await takeSystemPorts(ports);
  const sink = await startMailSink({ smtp: await ports.take('smtp'), page: await ports.take('mailPage') });
  stack.onStop('viewer', 'mail sink', sink.close);
  const traces = await startTraceReceiver(await ports.take('traces'), { keep: 5_000 });
  stack.onStop('viewer', 'trace receiver', traces.close);

  const redisUrl = new URL(required('TEST_REDIS_URL'));
  redisUrl.pathname = `/${redisDatabase}`;
  const [databases] = await Promise.all([
    provideDatabases(adminUrl, openSecrets(stack.home.folder), names),
    emptyVhost(administratorUrl()),
    emptyRedis(redisUrl.href),
  ]);
  return {
    ports: systemPorts,
    databases,
    // In the broker of a test run a service's password is its name; elsewhere one user stands for all.
    amqpUrls: forEachService((service) =>
      process.env['TEST_AMQP_SHARED_USER']
        ? administratorUrl()
        : amqpUrlFor(administratorUrl(), service, service, vhost),
    ),
    redisUrl: redisUrl.href,
    smtpUrl: sink.smtpUrl,
    mailPageUrl: sink.pageUrl,
    tracesEndpoint: traces.url,
    tracesUrl: traces.url,
    keys: provideKeys(path.join(stack.home.folder, 'keys')),
    publicUrl: `http://localhost:${systemPorts.console}`,
    environmentName: 'test',
    logLevel: process.env['LOG_LEVEL'] ?? 'info',
    overrides: environment,
  };
};

const emptyRedis = async (url: string): Promise<void> => {
  const client = createClient({ url });
  client.on('error', () => undefined);
  await client.connect();
  await client.flushDb();
  await client.close();
};
