import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { aptInstall } from './apt-install';
import { unpackedPackages } from './cache';
import { composePart } from './docker';
import { givenUrl } from './given';
import { runs } from './machine';
import { adviceFor, unsuitable, type Context, type Part, type Unsuitable } from './part';
import { prepareGivenBroker } from './rabbitmq-given';
import { askRabbit, ownBroker, startRabbitNode, writeDefinitions, type RabbitMq } from './rabbitmq-node';
import { debianHomes, rabbitIn, rabbitOfMachine, type RabbitPrograms } from './rabbitmq-programs';

/** RabbitMQ's programs in a folder of unpacked Debian packages, if they start there. */
const rabbitInPackages = (folder: string, libraries: string): RabbitPrograms | Unsuitable => {
  const erlang = path.join(folder, 'usr/lib/erlang');
  const [home] = debianHomes(path.join(folder, 'usr/lib/rabbitmq/lib'));
  if (!home || !fs.existsSync(erlang)) return unsuitable('the packages hold no RabbitMQ');
  const env = { ERL_ROOTDIR: erlang, LD_LIBRARY_PATH: libraries };
  const bin = path.join(erlang, 'bin');
  // Half a second of every start: asked once on a machine, whose libraries may differ from another's with the same home.
  const known = path.join(folder, `starts-on-${os.hostname()}`);
  if (!fs.existsSync(known)) {
    const asked = ['-noshell', '-eval', 'crypto:start(), halt().'];
    if (!runs(path.join(bin, 'erl'), asked, { ...process.env, ...env })) {
      return unsuitable('Erlang does not start from the unpacked packages');
    }
    fs.writeFileSync(known, '');
  }
  return rabbitIn(home, { epmd: path.join(bin, 'epmd'), path: [bin], env });
};

/** Debian's `erl` has its root folder written into it and does not listen to ERL_ROOTDIR. */
const mendErlang = (folder: string): void => {
  const erlang = path.join(folder, 'usr/lib/erlang');
  for (const script of ['bin/erl', 'bin/start', ...ertsScripts(erlang)]) {
    const file = path.join(erlang, script);
    if (!fs.existsSync(file)) continue;
    const text = fs.readFileSync(file, 'utf8');
    fs.writeFileSync(file, text.replaceAll(/ROOTDIR=\/usr\/lib\/erlang$/gm, 'ROOTDIR="${ERL_ROOTDIR:?}"'));
  }
};

const ertsScripts = (erlang: string): string[] =>
  fs
    .readdirSync(erlang)
    .filter((name) => name.startsWith('erts-'))
    .flatMap((name) => [`${name}/bin/erl`, `${name}/bin/start`]);

const startWith = (
  context: Context,
  programs: RabbitPrograms | Unsuitable,
): Promise<RabbitMq | Unsuitable> =>
  'unsuitable' in programs ? Promise.resolve(programs) : startRabbitNode(context, programs);

export const rabbitmq: Part<RabbitMq> = {
  name: 'RabbitMQ',
  offers: [
    {
      source: 'url',
      serve: async (context) => {
        const url = await givenUrl(context, 'AMQP_URL', askRabbit);
        return typeof url === 'string' ? prepareGivenBroker(context, url) : url;
      },
    },
    { source: 'machine', serve: (context) => startWith(context, rabbitOfMachine(context.environment)) },
    {
      source: 'cache',
      serve: async (context) => {
        const unpacked = await unpackedPackages(context, {
          name: 'rabbitmq',
          packages: ['rabbitmq-server'],
          own: /^(rabbitmq-server|erlang-.*)$/,
          prepare: mendErlang,
          check: rabbitInPackages,
        });
        return startWith(context, unpacked);
      },
    },
    {
      source: 'docker',
      serve: async (context) => {
        const folder = path.join(context.dataFolder, 'rabbitmq-docker');
        fs.mkdirSync(folder, { recursive: true });
        const port = await context.ports.take('rabbitmq');
        const broker = ownBroker(context, port);
        const served = await composePart(context, {
          service: 'rabbitmq',
          rank: 'bus',
          ports: { [port]: 5672 },
          files: (image) => {
            const config = path.join(folder, 'tenantry.conf');
            fs.writeFileSync(
              config,
              'load_definitions = /tenantry/definitions.json\nloopback_users = none\n',
            );
            const definitions = writeDefinitions(context, folder, /:(\d[\d.]*)/.exec(image)?.[1] ?? '4');
            fs.chmodSync(definitions, 0o644); // read by another user in the container
            return {
              [config]: '/etc/rabbitmq/conf.d/20-tenantry.conf',
              [definitions]: '/tenantry/definitions.json',
            };
          },
          dataPath: '/var/lib/rabbitmq',
          ready: () => askRabbit(broker.adminUrl),
        });
        return served === 'up' ? broker : served;
      },
    },
    {
      source: 'apt',
      serve: async (context) => {
        const installed = await aptInstall(context, ['rabbitmq-server']);
        return installed === 'installed'
          ? startWith(context, rabbitOfMachine(context.environment))
          : installed;
      },
    },
  ],
  advice: adviceFor({
    debian: 'sudo apt-get install rabbitmq-server',
    fedora: 'sudo dnf install rabbitmq-server',
    mac: 'brew install rabbitmq',
    variable: 'set AMQP_URL to a RabbitMQ 3.10 or newer, as an administrator',
  }),
};
