import fs from 'node:fs';
import path from 'node:path';
import { checkLockFile } from './check/lock-file';
import { checkPaths } from './check/machine-paths';
import { runCommand } from './infrastructure/run-command';
import { root } from './paths';
import { messageOf, row, say, seconds } from './progress';
import { nxEnvironment, nxProgram } from './system/build';

/** A step either ends or throws what is to be read. */
type Step = { name: string; run: () => Promise<unknown> };

const node = (...args: string[]): Promise<string> =>
  runCommand(process.execPath, args, {
    cwd: root,
    limitMs: 900_000,
    lines: 120,
    env: nxEnvironment(process.env),
  });
const bin = (name: string, ...args: string[]): Promise<string> =>
  runCommand(path.join(root, 'node_modules', '.bin', name), args, {
    cwd: root,
    limitMs: 600_000,
    lines: 120,
  });
const script = (file: string, ...args: string[]): Promise<string> =>
  node('--import', 'tsx', path.join('tools', file), ...args);

/**
 * One process for all projects (`nx lint <project>` is for one).
 * The rule of module boundaries reads the graph that Nx keeps, and passes over every file where there is none.
 */
const lint = async (): Promise<void> => {
  await node(nxProgram, 'show', 'projects');
  await bin('eslint', '.');
};

const steps: Step[] = [
  { name: 'format', run: () => bin('prettier', '--check', '--log-level=warn', '.') },
  { name: 'lint', run: lint },
  // Types, and the rules that need them (`nx typecheck <project>` is for one project, by TypeScript 6).
  { name: 'types', run: () => bin('oxlint') },
  { name: 'dead code', run: () => bin('knip') },
  { name: 'generated', run: () => script('generate.ts', '--check') },
  { name: 'lock file', run: checkLockFile },
  { name: 'containers', run: () => script('check-containers.ts') },
  { name: 'paths', run: checkPaths },
];

/** Two at a time: the one that takes longest beside all the others. */
const lanes: Step[][] = [
  steps.filter(({ name }) => name === 'lint'),
  steps.filter(({ name }) => name !== 'lint'),
];

/** Runs all steps even if one fails, and says at the end which did. `npm run check -- lint types` runs only these. */
const main = async (): Promise<void> => {
  const asked = process.argv.slice(2);
  const unknown = asked.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) {
    throw new Error(
      `There is no step "${unknown.join('", "')}". There are: ${steps.map(({ name }) => name).join(', ')}.`,
    );
  }
  const failed: string[] = [];
  const runSteps = async (lane: Step[]): Promise<void> => {
    for (const { name, run } of lane.filter((step) => asked.length === 0 || asked.includes(step.name))) {
      const start = Date.now();
      try {
        await run();
        say(row(name, 'passed', seconds(Date.now() - start)));
      } catch (error) {
        failed.push(name);
        say(row(name, 'FAILED', seconds(Date.now() - start)));
        say(`${messageOf(error)}\n`);
      }
    }
  };
  await Promise.all(lanes.map(runSteps));
  say(
    failed.length === 0
      ? '\nAll checks have passed.'
      : `\nFailed: ${failed.join(', ')}. All of a step: npm run check -- <step>`,
  );
  process.exit(failed.length === 0 ? 0 : 1);
};

if (!fs.existsSync(path.join(root, 'package.json'))) throw new Error(`${root} is not the workspace's root.`);
main().catch((error: unknown) => {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exit(1);
});
