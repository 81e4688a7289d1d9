import fs from 'node:fs';
import path from 'node:path';
import { findProgram, runs } from './machine';
import type { Part } from './part';
import { type Program, programOffers } from './program';

const packages = ['python3-pika', 'python3-jsonschema'];

/** Starts the unpacked Python with the unpacked libraries; finds them beside itself. */
const startScript = `#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
for folder in "$here"/usr/lib/*-linux-gnu* "$here"/lib/*-linux-gnu*; do
  [ -d "$folder" ] && LD_LIBRARY_PATH="$folder:$LD_LIBRARY_PATH"
done
export LD_LIBRARY_PATH PYTHONHOME="$here/usr" PYTHONPATH="$here/usr/lib/python3/dist-packages" PYTHONDONTWRITEBYTECODE=1
exec "$here/usr/bin/python3" "$@"
`;

/** The Python that the test of examples/python-consumer runs: one that has pika and jsonschema. */
export const python: Part<Program> = {
  name: 'Python',
  offers: programOffers('Python', {
    variable: 'TEST_PYTHON',
    serves: (command) =>
      runs(command, ['-c', 'import pika, sqlite3; from jsonschema import Draft202012Validator']),
    refusal: 'which has no pika or no jsonschema',
    onMachine: (environment) => [findProgram('python3', environment), '/usr/bin/python3'],
    missing: 'no python3 with pika and jsonschema was found on PATH',
    unpacked: {
      name: 'python',
      file: 'python',
      packages,
      own: /^(lib)?python3(\.\d+)?(-.*)?$/,
      prepare: (folder) => fs.writeFileSync(path.join(folder, 'python'), startScript, { mode: 0o755 }),
    },
    packages,
  }),
  advice: [
    'One of these mends it:',
    `  Debian, Ubuntu  sudo apt-get install ${packages.join(' ')}`,
    '  elsewhere       set TEST_PYTHON to a Python that has pika and jsonschema',
  ].join('\n'),
};
