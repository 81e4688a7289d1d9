import { spawn } from 'node:child_process';
import { root } from '../../tools/paths';

/** The sample consumer as a process of its own, and the lines that it has printed so far. */
export function startSampleConsumer(amqpUrl: string): { lines: () => string[]; stop: () => Promise<void> } {
  const child = spawn(process.execPath, ['--import', 'tsx', 'examples/audit-printer/src/main.ts'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, AMQP_URL: amqpUrl },
  });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  return {
    lines: () => printed.split('\n').filter(Boolean),
    stop: () => {
      child.kill();
      return ended;
    },
  };
}
