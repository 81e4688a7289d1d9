import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runCommand } from './infrastructure/run-command';
import { root } from './paths';
import { messageOf, say } from './progress';

const usage = `npm run pack:contracts [-- --to <folder>]
Makes the package of events, commands and HTTP schemas that other teams install (npm install <file>, or npm publish <file>):
JavaScript with types, a JSON Schema for each message, the AsyncAPI document. Without --to it lies in dist/packages.`;

const contracts = path.join(root, 'libs', 'contracts');
const published = ['README.md', 'asyncapi.json', 'schemas'];

type Manifest = { dependencies: Record<string, string> };

/** The workspace pins each version; whoever installs a library has a version of its own and needs a range. */
const manifest = (): string => {
  const own = JSON.parse(fs.readFileSync(path.join(contracts, 'package.json'), 'utf8')) as Manifest;
  const dependencies = Object.entries(own.dependencies).map(([name, version]) => [name, `^${version}`]);
  return JSON.stringify({ ...own, dependencies: Object.fromEntries(dependencies) as unknown }, null, 2);
};

/** Packs from a folder of its own, so that nothing an earlier build left behind gets in. @returns the file */
const pack = async (draft: string, to: string): Promise<string> => {
  for (const name of published)
    fs.cpSync(path.join(contracts, name), path.join(draft, name), { recursive: true });
  fs.copyFileSync(path.join(root, 'LICENSE'), path.join(draft, 'LICENSE'));
  fs.writeFileSync(path.join(draft, 'package.json'), manifest());
  const build = ['-p', path.join(contracts, 'tsconfig.build.json'), '--outDir', path.join(draft, 'dist')];
  await runCommand(path.join(root, 'node_modules', '.bin', 'tsc'), build, { limitMs: 300_000, lines: 40 });
  fs.mkdirSync(to, { recursive: true });
  const output = await runCommand('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', to], {
    cwd: draft,
    limitMs: 60_000,
  });
  const [file] = /[\w.-]+\.tgz/.exec(output) ?? [];
  if (!file) throw new Error(`npm pack names no file:\n${output}`);
  return path.join(to, file);
};

const main = async (): Promise<void> => {
  const { values } = parseArgs({ options: { to: { type: 'string' }, help: { type: 'boolean' } } });
  if (values.help) return say(usage);
  const draft = fs.mkdtempSync(path.join(os.tmpdir(), 'tenantry-contracts-'));
  try {
    say(await pack(draft, path.resolve(values.to ?? path.join(root, 'dist', 'packages'))));
  } finally {
    fs.rmSync(draft, { recursive: true, force: true });
  }
};

main().catch((error: unknown) => {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
});
