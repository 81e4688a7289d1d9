import { spawn, type ChildProcess } from 'node:child_process';

export type CommandOptions = {
  limitMs: number;
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  /** So many of the last lines of the output go into the error; 6 by default. */
  lines?: number;
};

const running = new Set<ChildProcess>();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** Runs a command to its end. @throws with the end of its output when it fails or exceeds the limit (milliseconds) */
export const runCommand = (command: string, args: string[], options: CommandOptions): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.limitMs,
      killSignal: 'SIGKILL',
      ...(options.env ? { env: options.env } : {}),
      ...(options.cwd ? { cwd: options.cwd } : {}),
    });
    running.add(child);
    child.once('close', () => running.delete(child));
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data: Buffer) => (output += data.toString()));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) return resolve(output);
      const why =
        signal === 'SIGKILL'
          ? `has not ended within ${options.limitMs / 1000} s`
          : `has failed (${signal ?? code})`;
      const last = output
        .trim()
        .split('\n')
        .slice(-(options.lines ?? 6))
        .join('\n');
      reject(new Error(`${[command, ...args.slice(-3)].join(' ')} ${why}:\n${last}`));
    });
  });
