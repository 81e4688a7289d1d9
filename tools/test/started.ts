import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { root } from '../paths';
import { silent } from '../progress';
import { waitFor } from '../wait';

export type Started = { child: ChildProcess; output: () => string; exitCode: Promise<number | null> };

/**
 * Runs `npm start` without npm, in a folder of its own.
 * @param always options of every start
 */
export const starterIn = (folder: string, ...always: string[]) => {
  const running: ChildProcess[] = [];
  const start = (environment: NodeJS.ProcessEnv, ...options: string[]): Started => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'tools/start.ts', ...always, ...options], {
      cwd: root,
      env: { ...process.env, npm_lifecycle_event: undefined, TENANTRY_FOLDER: folder, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.push(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data: Buffer) => (output += data.toString()));
    return {
      child,
      output: () => output,
      exitCode: once(child, 'close').then(([code]) => code as number | null),
    };
  };
  return { start, killAll: () => running.forEach((child) => child.kill('SIGKILL')) };
};

/** Waits until the start says that it is ready. @throws with what it has said, where it has ended */
export const ready = (started: Started, limitMs = 60_000): Promise<true> =>
  waitFor({
    what: 'the start to be ready',
    limitMs,
    say: silent,
    probe: () => started.output().includes('Ready in') || undefined,
    unless: started.exitCode.then(() => {
      throw new Error(started.output());
    }),
  });
