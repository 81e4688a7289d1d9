import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { takeHome } from '../processes/home';
import { processIdentity } from '../processes/identity';
import { cleanUpAfter, removeDeadRuns } from '../processes/leftovers';
import { silent } from '../progress';
import { waitFor } from '../wait';
import { temporaryFolder } from './temporary-folder';

const folder = temporaryFolder();
const started: number[] = [];
afterAll(() => started.forEach((pid) => processIdentity(pid) && process.kill(pid, 'SIGKILL')));

type Started = { children: number[]; log: string; bystander: number };

const startAndKill = async (home: string): Promise<Started & { grandchild: number }> => {
  const starter = spawn(
    process.execPath,
    ['--import', 'tsx', path.join(__dirname, 'fixtures', 'starter.ts'), home],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const [line] = (await once(starter.stdout, 'data')) as [Buffer];
  const said = JSON.parse(line.toString()) as Started;
  started.push(...said.children, said.bystander);
  const grandchild = await waitFor({
    what: 'the grandchild',
    limitMs: 10_000,
    probe: () => Number(/grandchild (\d+)/.exec(fs.readFileSync(said.log, 'utf8'))?.[1]) || undefined,
  });
  starter.kill('SIGKILL');
  await once(starter, 'exit');
  return { ...said, grandchild };
};

it('stops what a killed starter has left, and nothing else', async () => {
  const home = path.join(folder, 'start');
  const { children, bystander, grandchild } = await startAndKill(home);
  for (const pid of [...children, grandchild, bystander]) expect(processIdentity(pid)).toBeDefined();

  const taken = await takeHome(home, (where, dead) => cleanUpAfter(where, dead, silent));

  for (const pid of [...children, grandchild]) expect(processIdentity(pid)).toBeUndefined();
  expect(processIdentity(bystander)).toBeDefined();
  expect(fs.readdirSync(path.join(home, 'run'))).toEqual(['starter.json']);
  taken.release();
});

it('removes the folders of test, bench and chaos runs that were killed, and leaves the one that goes on', async () => {
  const parent = path.join(folder, 'local');
  const { children } = await startAndKill(path.join(parent, 'chaos-1'));
  for (const name of ['test-1', 'bench-1']) {
    fs.mkdirSync(path.join(parent, name, 'run'), { recursive: true });
    const record = { pid: 1, identity: 'gone', token: 'none' };
    fs.writeFileSync(path.join(parent, name, 'run', 'starter.json'), JSON.stringify(record));
  }
  const alive = await takeHome(path.join(parent, 'test-2'), cleanUpAfter);

  await removeDeadRuns(parent, silent);

  for (const pid of children) expect(processIdentity(pid)).toBeUndefined();
  expect(fs.readdirSync(parent)).toEqual(['test-2']);
  alive.release();
});

it('leaves a stranger alone that has got the number of a process that was recorded', async () => {
  const home = path.join(folder, 'reused');
  const stranger = spawn('sleep', ['60'], { stdio: 'ignore' });
  const pid = stranger.pid ?? 0;
  started.push(pid);
  fs.mkdirSync(path.join(home, 'run'), { recursive: true });
  const record = { name: 'redis', pid, identity: 'another boot:1', rank: 'sessions', stopSignal: 'SIGTERM' };
  fs.writeFileSync(path.join(home, 'run', 'redis.child.json'), JSON.stringify(record));

  await cleanUpAfter(home, { pid: 1, identity: 'gone', token: 'none' }, silent);

  expect(processIdentity(pid)).toBeDefined();
  expect(fs.readdirSync(path.join(home, 'run'))).toEqual([]);
  stranger.kill();
});

it('takes a process that only waits to be reaped for one that has ended', async () => {
  // The shell becomes `sleep`, which never asks after the child that it has inherited.
  const parent = spawn('sh', ['-c', 'cat <&3 & echo $!; exec sleep 60'], {
    stdio: ['ignore', 'pipe', 'ignore', 'pipe'],
  });
  const pid = parent.pid ?? 0;
  started.push(pid);
  const [line] = (await once(parent.stdout as Readable, 'data')) as [Buffer];
  const zombie = Number(line.toString());
  await waitFor({
    what: 'the shell to become sleep',
    limitMs: 5_000,
    probe: () => fs.readFileSync(`/proc/${pid}/comm`, 'utf8') === 'sleep\n' || undefined,
  });
  expect(processIdentity(zombie)).toBeDefined();
  (parent.stdio[3] as Writable).end();

  await waitFor({
    what: 'the child to end',
    limitMs: 5_000,
    probe: () => processIdentity(zombie) === undefined || undefined,
  });

  expect(() => process.kill(zombie, 0)).not.toThrow();
  parent.kill();
});
