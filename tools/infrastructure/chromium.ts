import fs from 'node:fs';
import path from 'node:path';
import { aptInstall } from './apt-install';
import { unpackedPackages } from './cache';
import { findProgram, runs } from './machine';
import { CannotBeServed, unsuitable, type Part, type Unsuitable } from './part';

export type Chromium = { command: string };

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const chromiumOfMachine = (environment: NodeJS.ProcessEnv): Chromium | Unsuitable => {
  const command = names
    .map((name) => findProgram(name, environment))
    .find((found) => found && runs(found, ['--version']));
  return command ? { command } : unsuitable('no Chromium or Chrome was found on PATH');
};

/** Starts the unpacked browser with the unpacked libraries and fonts; finds them beside itself. */
const startScript = `#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
libraries=
for folder in "$here"/usr/lib/*-linux-gnu* "$here"/lib/*-linux-gnu* "$here"/usr/lib/*-linux-gnu*/nss "$here"/usr/lib/*-linux-gnu*/pulseaudio; do
  [ -d "$folder" ] && libraries="$libraries$folder:"
done
export LD_LIBRARY_PATH="$libraries$LD_LIBRARY_PATH"
export FONTCONFIG_FILE="$here/fonts.conf"
export XDG_DATA_DIRS="$here/usr/share:/usr/local/share:/usr/share"
exec "$here/usr/lib/chromium/chromium" "$@"
`;

const fontAlias = (name: string): string => {
  const generic = { Sans: 'sans-serif', Serif: 'serif', Mono: 'monospace' }[name];
  return `  <alias><family>${generic}</family><prefer><family>Liberation ${name}</family></prefer></alias>`;
};

const fonts = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir prefix="relative">usr/share/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
${['Sans', 'Serif', 'Mono'].map(fontAlias).join('\n')}
</fontconfig>
`;

/** The browser that the browser tests drive. */
export const chromium: Part<Chromium> = {
  name: 'Chromium',
  offers: [
    {
      source: 'url',
      serve: ({ environment }) => {
        const command = environment['TEST_CHROMIUM'];
        if (!command) return Promise.resolve(unsuitable('TEST_CHROMIUM is not set'));
        if (!runs(command, ['--version'])) {
          return Promise.reject(new CannotBeServed(`TEST_CHROMIUM names ${command}, which does not start.`));
        }
        return Promise.resolve({ command });
      },
    },
    { source: 'machine', serve: ({ environment }) => Promise.resolve(chromiumOfMachine(environment)) },
    {
      source: 'cache',
      serve: (context) =>
        unpackedPackages(context, {
          name: 'chromium',
          packages: ['chromium', 'fonts-liberation', 'fonts-dejavu-core'],
          own: /^(chromium(-.*)?|fonts-liberation2?|fonts-dejavu-core)$/,
          prepare: (folder) => {
            fs.writeFileSync(path.join(folder, 'chromium'), startScript, { mode: 0o755 });
            fs.writeFileSync(path.join(folder, 'fonts.conf'), fonts);
          },
          check: (folder) => {
            const command = path.join(folder, 'chromium');
            return runs(command, ['--version'])
              ? { command }
              : unsuitable('Chromium does not start from the unpacked packages');
          },
        }),
    },
    {
      source: 'apt',
      serve: async (context) => {
        const installed = await aptInstall(context, ['chromium', 'fonts-liberation']);
        return installed === 'installed' ? chromiumOfMachine(context.environment) : installed;
      },
    },
  ],
  advice: [
    'One of these mends it:',
    '  Debian          sudo apt-get install chromium',
    '  Fedora          sudo dnf install chromium',
    '  macOS           brew install --cask chromium',
    '  elsewhere       set TEST_CHROMIUM to the path of a Chromium or Chrome',
    '  without it      npm test -- <projects>, without e2e',
  ].join('\n'),
};
