import fs from 'node:fs';
import path from 'node:path';
import { findProgram, runs } from './machine';
import type { Part } from './part';
import { type Program, programOffers } from './program';

/** The server beside it is not needed, and large. */
const keepPromtool = (folder: string): void => {
  const kept = path.join(folder, 'promtool');
  fs.renameSync(path.join(folder, 'usr/bin/promtool'), kept);
  for (const name of fs.readdirSync(folder))
    if (path.join(folder, name) !== kept) fs.rmSync(path.join(folder, name), { recursive: true });
};

/** Prometheus's own check of scrape configurations, rules and their tests, for deploy/observability. */
export const promtool: Part<Program> = {
  name: 'promtool',
  offers: programOffers('promtool', {
    variable: 'TEST_PROMTOOL',
    serves: (command) => runs(command, ['--version']),
    refusal: 'which does not start',
    onMachine: (environment) => [findProgram('promtool', environment)],
    missing: 'no promtool was found on PATH',
    unpacked: {
      name: 'prometheus',
      file: 'promtool',
      packages: ['prometheus'],
      own: /^prometheus$/,
      prepare: keepPromtool,
    },
    packages: ['prometheus'],
  }),
  advice: [
    'One of these mends it:',
    '  Debian, Ubuntu  sudo apt-get install prometheus',
    '  elsewhere       set TEST_PROMTOOL to the path of promtool, which comes with Prometheus',
  ].join('\n'),
};
