import fs from 'node:fs';
import path from 'node:path';
import { isFree } from '../infrastructure/ports';
import { readStarter } from '../processes/home';
import { processesOfRun, processIdentity } from '../processes/identity';
import { ready, type Started, starterIn } from './started';
import { temporaryFolder } from './temporary-folder';

const local = path.join(temporaryFolder(), 'local');
const { start, killAll } = starterIn(local, '--no-seed');
afterAll(killAll);

/** Everything is brought up by the start itself. */
const nothingGiven = { DATABASE_URL: '', AMQP_URL: '', REDIS_URL: '', SMTP_URL: '' };
const limitMs = 300_000;

/** The ports on which these processes listen: sockets of /proc/<pid>/fd that /proc/net/tcp (proc(5)) has as LISTEN. */
const portsOf = (pids: number[]): number[] => {
  const inodes = new Set(pids.flatMap(socketsOf));
  return ['tcp', 'tcp6'].flatMap((table) =>
    fs
      .readFileSync(`/proc/net/${table}`, 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => fields[3] === '0A' && inodes.has(fields[9] ?? ''))
      .map((fields) => Number.parseInt(fields[1]?.split(':').at(-1) ?? '', 16)),
  );
};

const socketsOf = (pid: number): string[] => {
  const folder = `/proc/${pid}/fd`;
  return fs.readdirSync(folder).flatMap((name) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(fs.readlinkSync(path.join(folder, name)))?.[1] ?? [];
    } catch {
      return []; // closed in the meantime
    }
  });
};

/** The processes of a start, itself included, and their ports. */
const holdings = ({ child }: Started): { pids: number[]; ports: number[] } => {
  const pids = [child.pid ?? 0, ...processesOfRun(readStarter(local)?.token ?? '')];
  return { pids, ports: [...new Set(portsOf(pids))] };
};

const running = (pids: number[]): number[] => pids.filter((pid) => processIdentity(pid) !== undefined);
const taken = async (ports: number[]): Promise<number[]> => {
  const free = await Promise.all(ports.map(isFree));
  return ports.filter((_, index) => !free[index]);
};

it('starts whole and leaves no process and no port: on Ctrl-C, and after a kill once the next start has come', async () => {
  const first = start(nothingGiven);
  await ready(first, limitMs);
  const held = holdings(first);
  // PostgreSQL, RabbitMQ and its mapper, Redis, mails, traces; five programs with two ports each.
  expect(held.ports.length).toBeGreaterThanOrEqual(16);
  const [, address = ''] = /Console +(\S+)/.exec(first.output()) ?? [];
  expect((await fetch(address)).status).toBe(200);
  first.child.kill('SIGINT');
  expect(await first.exitCode).toBe(0);
  expect(running(held.pids)).toEqual([]);
  expect(await taken(held.ports)).toEqual([]);

  const killed = start(nothingGiven);
  await ready(killed, limitMs);
  const orphans = holdings(killed);
  killed.child.kill('SIGKILL');
  await killed.exitCode;
  expect(running(orphans.pids).length).toBeGreaterThanOrEqual(8);

  const next = start(nothingGiven);
  await ready(next, limitMs);
  expect(next.output()).toMatch(/what a killed start has left: .*rabbitmq/);
  expect(running(orphans.pids)).toEqual([]);
  const last = holdings(next);
  next.child.kill('SIGINT');
  expect(await next.exitCode).toBe(0);
  expect(running(last.pids)).toEqual([]);
  expect(await taken([...new Set([...orphans.ports, ...last.ports])])).toEqual([]);
  expect(fs.readdirSync(path.join(local, 'run'))).toEqual([]);
}, 900_000);
