import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { services } from '../infrastructure/services';
import { localFolder, root } from '../paths';
import { readJson } from '../processes/home';
import { row, say, seconds } from '../progress';
import { waitFor } from '../wait';
import type { BenchResult } from './result';

/** Starts the whole system itself. */
export const infrastructure = 'own';

/** Seconds above RabbitMQ's own boot in the same run, and megabytes of resident memory of each idle service. */
const goal = 6;
const memoryGoal = 150;
const rounds = 3;
/** How long the services are left alone before their memory is looked at, in milliseconds. */
const idleMs = 15_000;

type Round = { readySeconds: number; rabbitMqSeconds: number; above: number; memory: Record<string, number> };

/** `npm start` in an installed and built clone with data: until the console can be used. */
export async function run(): Promise<BenchResult> {
  const folder = path.join(localFolder, `bench-${process.pid}`, 'start');
  say(row('start', 'first start', 'builds, creates the databases, seeds'));
  await startOnce(folder, 0);
  const measured: Round[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const result = await startOnce(folder, round === rounds ? idleMs : 0);
    say(
      row(
        'start',
        `round ${round}`,
        `${seconds(result.readySeconds * 1_000)}, RabbitMQ ${seconds(result.rabbitMqSeconds * 1_000)}`,
      ),
    );
    measured.push(result);
  }
  const above = median(measured.map((round) => round.above));
  const memory = measured.at(-1)?.memory ?? {};
  return {
    bench: 'start',
    value: above,
    unit: "seconds above RabbitMQ's own boot",
    goal,
    met: above <= goal && Object.values(memory).every((megabytes) => megabytes <= memoryGoal),
    details: {
      readySeconds: measured.map((round) => round.readySeconds),
      rabbitMqSeconds: measured.map((round) => round.rabbitMqSeconds),
      idleMegabytes: memory,
      idleMegabytesGoal: memoryGoal,
    },
  };
}

const startOnce = async (folder: string, idle: number): Promise<Round> => {
  const begin = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: root,
    env: { ...process.env, TENANTRY_FOLDER: folder, CI: 'true' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => (output += data.toString()));
  const ended = new Promise<never>((_, reject) => {
    child.once('exit', (code) =>
      reject(new Error(`npm start has ended (exit code ${code}):\n${output.slice(-3_000)}`)),
    );
  });
  ended.catch(() => undefined);
  try {
    await waitFor({
      what: 'npm start to say that it is ready',
      limitMs: 600_000,
      everyMs: 10,
      unless: ended,
      probe: () => (output.includes('\nReady in ') ? true : undefined),
    });
    const readySeconds = rounded((performance.now() - begin) / 1_000);
    const start = await waitFor({
      what: 'the record of the start',
      limitMs: 5_000,
      probe: () => readJson<{ rabbitMqBootMs?: number }>(path.join(folder, 'last-start.json')),
    });
    const rabbitMqSeconds = rounded((start.rabbitMqBootMs ?? 0) / 1_000);
    if (idle > 0) await pause(idle);
    const memory = Object.fromEntries(
      services.map((service) => [service, residentMegabytes(folder, service)]),
    );
    return { readySeconds, rabbitMqSeconds, above: rounded(readySeconds - rabbitMqSeconds), memory };
  } finally {
    await stop(child);
  }
};

const stop = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGINT');
  await gone;
};

const residentMegabytes = (folder: string, service: string): number => {
  const pid = readJson<{ pid: number }>(path.join(folder, 'run', `${service}.child.json`))?.pid;
  const status = pid === undefined ? '' : fs.readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024);
};

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
const rounded = (value: number): number => Math.round(value * 100) / 100;
