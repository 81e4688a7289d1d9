import fs from 'node:fs';
import path from 'node:path';
import { aptInstall } from './apt-install';
import { unpackedPackages } from './cache';
import { findProgram, runs } from './machine';
import { CannotBeServed, unsuitable, type Part, type Unsuitable } from './part';

/** Prometheus's own check of scrape configurations, rules and their tests. */
export type Promtool = { command: string };

const ifItRuns = (command: string | undefined, otherwise: string): Promtool | Unsuitable =>
  command && runs(command, ['--version']) ? { command } : unsuitable(otherwise);
const promtoolOfMachine = (environment: NodeJS.ProcessEnv): Promtool | Unsuitable =>
  ifItRuns(findProgram('promtool', environment), 'no promtool was found on PATH');

/** The server beside it is not needed, and large. */
const keepPromtool = (folder: string): void => {
  const kept = path.join(folder, 'promtool');
  fs.renameSync(path.join(folder, 'usr/bin/promtool'), kept);
  for (const name of fs.readdirSync(folder))
    if (path.join(folder, name) !== kept) fs.rmSync(path.join(folder, name), { recursive: true });
};

/** What checks deploy/observability. */
export const promtool: Part<Promtool> = {
  name: 'promtool',
  offers: [
    {
      source: 'url',
      serve: ({ environment }) => {
        const command = environment['TEST_PROMTOOL'];
        if (!command) return Promise.resolve(unsuitable('TEST_PROMTOOL is not set'));
        if (!runs(command, ['--version'])) {
          return Promise.reject(new CannotBeServed(`TEST_PROMTOOL names ${command}, which does not start.`));
        }
        return Promise.resolve({ command });
      },
    },
    { source: 'machine', serve: ({ environment }) => Promise.resolve(promtoolOfMachine(environment)) },
    {
      source: 'cache',
      serve: (context) =>
        unpackedPackages(context, {
          name: 'prometheus',
          packages: ['prometheus'],
          own: /^prometheus$/,
          prepare: keepPromtool,
          check: (folder) =>
            ifItRuns(path.join(folder, 'promtool'), 'promtool does not start from the unpacked package'),
        }),
    },
    {
      source: 'apt',
      serve: async (context) => {
        const installed = await aptInstall(context, ['prometheus']);
        return installed === 'installed' ? promtoolOfMachine(context.environment) : installed;
      },
    },
  ],
  advice: [
    'One of these mends it:',
    '  Debian, Ubuntu  sudo apt-get install prometheus',
    '  elsewhere       set TEST_PROMTOOL to the path of promtool, which comes with Prometheus',
  ].join('\n'),
};
