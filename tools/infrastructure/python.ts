import fs from 'node:fs';
import path from 'node:path';
import { aptInstall } from './apt-install';
import { unpackedPackages } from './cache';
import { findProgram, runs } from './machine';
import { CannotBeServed, unsuitable, type Part, type Unsuitable } from './part';

/** A Python that has what the sample consumer in Python needs: pika and jsonschema. */
export type Python = { command: string };

const packages = ['python3-pika', 'python3-jsonschema'];
const serves = (command: string): boolean =>
  runs(command, ['-c', 'import pika, sqlite3; from jsonschema import Draft202012Validator']);

const pythonOfMachine = (environment: NodeJS.ProcessEnv): Python | Unsuitable => {
  const command = [findProgram('python3', environment), '/usr/bin/python3'].find(
    (found) => found && serves(found),
  );
  return command ? { command } : unsuitable('no python3 with pika and jsonschema was found on PATH');
};

/** Starts the unpacked Python with the unpacked libraries; finds them beside itself. */
const startScript = `#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
for folder in "$here"/usr/lib/*-linux-gnu* "$here"/lib/*-linux-gnu*; do
  [ -d "$folder" ] && LD_LIBRARY_PATH="$folder:$LD_LIBRARY_PATH"
done
export LD_LIBRARY_PATH PYTHONHOME="$here/usr" PYTHONPATH="$here/usr/lib/python3/dist-packages" PYTHONDONTWRITEBYTECODE=1
exec "$here/usr/bin/python3" "$@"
`;

/** The Python that the test of examples/python-consumer runs. */
export const python: Part<Python> = {
  name: 'Python',
  offers: [
    {
      source: 'url',
      serve: ({ environment }) => {
        const command = environment['TEST_PYTHON'];
        if (!command) return Promise.resolve(unsuitable('TEST_PYTHON is not set'));
        if (!serves(command)) {
          return Promise.reject(
            new CannotBeServed(`TEST_PYTHON names ${command}, which has no pika or no jsonschema.`),
          );
        }
        return Promise.resolve({ command });
      },
    },
    { source: 'machine', serve: ({ environment }) => Promise.resolve(pythonOfMachine(environment)) },
    {
      source: 'cache',
      serve: (context) =>
        unpackedPackages(context, {
          name: 'python',
          packages,
          own: /^(lib)?python3(\.\d+)?(-.*)?$/,
          prepare: (folder) => fs.writeFileSync(path.join(folder, 'python'), startScript, { mode: 0o755 }),
          check: (folder) => {
            const command = path.join(folder, 'python');
            return serves(command)
              ? { command }
              : unsuitable('Python does not start from the unpacked packages');
          },
        }),
    },
    {
      source: 'apt',
      serve: async (context) => {
        const installed = await aptInstall(context, packages);
        return installed === 'installed' ? pythonOfMachine(context.environment) : installed;
      },
    },
  ],
  advice: [
    'One of these mends it:',
    `  Debian, Ubuntu  sudo apt-get install ${packages.join(' ')}`,
    '  elsewhere       set TEST_PYTHON to a Python that has pika and jsonschema',
  ].join('\n'),
};
