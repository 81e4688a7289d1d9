'use strict';
// Bundles a service with the workspace's libraries into dist/ (one file an entry); npm packages stay external,
// so that OpenTelemetry can instrument them.
const esbuild = require('esbuild');
const fs = require('node:fs');
const path = require('node:path');

const project = path.resolve(process.argv[2]);
const folder = path.join(project, 'dist', process.argv[3] ?? 'server');
const entries = ['main', 'migrate', 'seed', 'bootstrap', 'replay']
  .map((name) => path.join(project, 'src', `${name}.ts`))
  .concat(path.join(project, 'server', 'main.ts'))
  .filter((file) => fs.existsSync(file));

fs.rmSync(folder, { recursive: true, force: true });
esbuild.buildSync({
  entryPoints: entries,
  outdir: folder,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  sourcemap: true,
  packages: 'external',
  jsx: 'automatic',
  tsconfig: path.join(__dirname, '..', 'tsconfig.base.json'),
  logLevel: 'warning',
});
