import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { eventually } from '@tenantry/testing';
import { buildSync } from 'esbuild';

const root = path.join(__dirname, '..');

export type RunningService = {
  base: string;
  operations: string;
  /** The lines written so far. */
  lines: () => Record<string, unknown>[];
  /** Sends the signal, waits for the end and gives the exit code. */
  stop: (signal: NodeJS.Signals) => Promise<number | null>;
  ended: Promise<number | null>;
};

/** Bundles the fixture as services are bundled, runs it as a process of its own, and waits until it listens. */
export async function runFixture(env: Record<string, string>): Promise<RunningService> {
  const outfile = path.join(root, 'dist', `traced-${process.pid}.cjs`);
  buildSync({
    entryPoints: [path.join(__dirname, 'fixtures/traced-service/main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    packages: 'external',
    tsconfig: path.join(root, '../../tsconfig.base.json'),
  });
  const child: ChildProcess = spawn(process.execPath, [outfile], {
    env: { PATH: '/usr/bin:/bin', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.once('exit', () => rmSync(outfile, { force: true }));
  let output = '';
  child.stdout?.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr?.on('data', (data: Buffer) => (output += data.toString()));
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const lines = () =>
    output
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  const listening = await eventually(
    () => {
      const line = lines().find(({ msg }) => msg === 'listening');
      if (!line) throw new Error(`not listening yet: ${output}`);
      return line as { base: string; operations: string };
    },
    { within: 20_000 },
  );
  return {
    base: listening.base,
    operations: listening.operations,
    lines,
    ended,
    stop: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}
