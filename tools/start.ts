import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bringUp } from './infrastructure';
import { removeVolumes } from './infrastructure/docker';
import { createPorts } from './infrastructure/ports';
import { parseSources } from './infrastructure/sources';
import { localFolder } from './paths';
import { AlreadyRunning, takeHome, writeJson, type Home } from './processes/home';
import { cleanUpAfter, removeDeadRuns } from './processes/leftovers';
import { finishOnSignals, type Finish } from './processes/lifecycle';
import { createStack } from './processes/stack';
import { messageOf, say, seconds } from './progress';
import { openInBrowser } from './system/browser';
import { build } from './system/build';
import { watchForCrashes } from './system/crashes';
import { runSystem } from './system/run-system';
import { furnishOnce, seedOnce } from './system/seed';
import { settingsFrom, takeSystemPorts } from './system/settings';
import { describeSystem } from './system/welcome';

const usage = `npm start -- [options]
  --fresh             start over: everything that earlier starts have stored here is removed first
  --no-seed           without the demonstration
  --port <number>     the console's port (usually 4300)
  --infrastructure    only PostgreSQL, RabbitMQ, Redis and the mail page; prints their addresses
TENANTRY_SOURCES=url,embedded,machine,cache,docker,apt limits where these come from.`;

type Options = { fresh: boolean; seed: boolean; port?: number; infrastructure: boolean };

const readOptions = (): Options => {
  const { values } = parseArgs({
    options: {
      fresh: { type: 'boolean', default: false },
      'no-seed': { type: 'boolean', default: false },
      infrastructure: { type: 'boolean', default: false },
      port: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    say(usage);
    process.exit(0);
  }
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536)) {
    throw new Error(`--port ${values.port}: a number from 1 to 65535 is expected.`);
  }
  return {
    fresh: values.fresh,
    seed: !values['no-seed'],
    infrastructure: values.infrastructure,
    ...(port ? { port } : {}),
  };
};

const takeLocalFolder = async (options: Options): Promise<Home> => {
  try {
    return await takeHome(localFolder, cleanUpAfter);
  } catch (error) {
    if (!(error instanceof AlreadyRunning)) throw error;
    const { address, pid } = error.starter;
    say(
      address
        ? `Tenantry is running already: ${address}\nStop it with Ctrl-C where it was started (process ${pid}).`
        : `Tenantry is being started already, by process ${pid}.`,
    );
    process.exit(options.fresh ? 1 : 0);
  }
};

/** Removes what earlier starts have stored; what this start has just written stays. */
const startOver = async (): Promise<void> => {
  await removeVolumes(path.join(localFolder, 'data'), process.env, say);
  for (const name of ['data', 'keys', 'log', 'secrets.json', 'demonstration.json']) {
    fs.rmSync(path.join(localFolder, name), { recursive: true, force: true });
  }
  if (process.env['DATABASE_URL']) say('  --fresh: the databases at DATABASE_URL are left as they are.');
};

const startAll = async (home: Home, options: Options): Promise<void> => {
  if (options.fresh) await startOver();
  const stack = createStack(home);
  const example = path.join(home.folder, 'example.json');
  const databases = path.join(home.folder, 'databases.json');
  const nothingToRead = (): void => [example, databases].forEach((file) => fs.rmSync(file, { force: true }));
  nothingToRead(); // a start that was killed has left its own
  const finish: Finish = finishOnSignals(stack, { exitCodeOnSignal: 0, onFinish: nothingToRead });
  try {
    await removeDeadRuns(localFolder);
    const ports = createPorts('usual', options.port === undefined ? {} : { console: options.port });
    const systemPorts = await takeSystemPorts(ports);
    const infrastructure = bringUp({
      stack,
      ports,
      durable: true,
      vhosts: ['/'],
      mailsReadable: false,
      environment: process.env,
      say,
    });
    const built = options.infrastructure ? Promise.resolve() : build(stack, process.env, say);
    built.catch(() => undefined);
    const settings = await settingsFrom(infrastructure, systemPorts);
    const served = Promise.all([
      infrastructure.postgres,
      infrastructure.rabbitmq,
      infrastructure.redis,
      infrastructure.smtp,
    ]);
    served.catch(() => undefined);
    if (options.infrastructure) {
      await served;
      watchForCrashes(stack, finish, say);
      home.announce('infrastructure only');
      say(`\nReady in ${seconds(process.uptime() * 1_000)}. Ctrl-C stops everything.\n`);
      say(
        `DATABASE_URL=${(await infrastructure.postgres).value.adminUrl}\nAMQP_URL=${(await infrastructure.rabbitmq).value.adminUrl}`,
      );
      say(
        `REDIS_URL=${settings.redisUrl}\nSMTP_URL=${settings.smtpUrl}\nMAIL_API_URL=${settings.mailPageUrl ?? ''}`,
      );
      return;
    }
    await built;
    const seeding = options.seed ? seedOnce(stack, settings, say) : [];
    const running = runSystem(stack, settings, say, infrastructure.rabbitmq);
    const [signIns] = await Promise.all([seeding, running, served]);
    if (options.seed) await furnishOnce(stack, settings, say);
    watchForCrashes(stack, finish, say);
    home.announce(settings.publicUrl);
    say(describeSystem(settings, await served, signIns, process.uptime() * 1_000));
    const { bootMs } = (await infrastructure.rabbitmq).value;
    writeJson(databases, settings.databases); // for npm run seed
    const { serviceUrl } = (await infrastructure.rabbitmq).value;
    writeJson(example, {
      amqpUrl: serviceUrl('audit-printer'),
      pythonAmqpUrl: serviceUrl('python-consumer'),
    });
    writeJson(path.join(home.folder, 'last-start.json'), {
      readyMs: Math.round(process.uptime() * 1_000),
      rabbitMqBootMs: bootMs,
    });
    openInBrowser(settings.publicUrl);
  } catch (error) {
    await finish(1, `\n${messageOf(error)}`);
  }
};

const main = async (): Promise<void> => {
  const options = readOptions();
  parseSources(process.env['TENANTRY_SOURCES']);
  const home = await takeLocalFolder(options);
  say('Tenantry is starting; Ctrl-C stops everything that it starts.');
  await startAll(home, options);
};

main().catch((error: unknown) => {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exit(1);
});
