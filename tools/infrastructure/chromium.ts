import fs from 'node:fs';
import path from 'node:path';
import { findProgram, runs } from './machine';
import type { Part } from './part';
import { type Program, programOffers } from './program';

/** Chromium without the parts that draw a window: the same pages, with less to compute. */
const headless = ['chromium-headless-shell', 'chrome-headless-shell'];
const withWindows = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

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
exec "$here/usr/lib/chromium/chromium-headless-shell" "$@"
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
export const chromium: Part<Program> = {
  name: 'Chromium',
  offers: programOffers('Chromium', {
    variable: 'TEST_CHROMIUM',
    serves: (command) => runs(command, ['--version']),
    refusal: 'which does not start',
    onMachine: (environment) => headless.map((name) => findProgram(name, environment)),
    missing: 'no headless Chromium was found on PATH',
    unpacked: {
      name: 'chromium-headless-shell',
      file: 'chromium',
      packages: ['chromium-headless-shell', 'fonts-liberation', 'fonts-dejavu-core'],
      own: /^(chromium(-.*)?|fonts-liberation2?|fonts-dejavu-core)$/,
      prepare: (folder) => {
        fs.writeFileSync(path.join(folder, 'chromium'), startScript, { mode: 0o755 });
        fs.writeFileSync(path.join(folder, 'fonts.conf'), fonts);
      },
    },
    otherwise: (environment) => withWindows.map((name) => findProgram(name, environment)),
    packages: ['chromium', 'fonts-liberation'],
  }),
  advice: [
    'One of these mends it:',
    '  Debian          sudo apt-get install chromium',
    '  Fedora          sudo dnf install chromium',
    '  macOS           brew install --cask chromium',
    '  elsewhere       set TEST_CHROMIUM to the path of a Chromium or Chrome',
    '  without it      npm test -- <projects>, without e2e',
  ].join('\n'),
};
