import { spawnSync } from 'node:child_process';
import fs from 'node:fs';

const bootId = (): string => {
  try {
    return fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
};

/** The fields of /proc/<pid>/stat after the name in parentheses (which may hold spaces and parentheses itself). */
const statOf = (pid: number): string[] | undefined => {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
};

/**
 * What tells a process from a later one that got the same number: when it was started, and in which boot of the machine.
 * Undefined when there is none, or when it has ended and only waits to be reaped (a zombie still answers to signal 0).
 */
export const processIdentity = (pid: number): string | undefined => {
  if (process.platform === 'linux') {
    const stat = statOf(pid);
    if (!stat || stat[0] === 'Z' || stat[0] === 'X') return undefined;
    return `${bootId()}:${stat[19]}`; // 'starttime', field 22 of proc(5)
  }
  const { status, stdout } = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
    encoding: 'utf8',
  });
  const line = stdout?.trim() ?? '';
  if (status !== 0 || line === '' || line.startsWith('Z')) return undefined;
  return line.replace(/^\S+\s+/, '');
};

/** Whether the process is still the one that was recorded. */
export const isAlive = (recorded: { pid: number; identity: string }): boolean =>
  processIdentity(recorded.pid) === recorded.identity;

/** Carries the marks of the runs that a process belongs to: a run may start another one (tests do), `outer/inner`. */
export const runVariable = 'TENANTRY_RUN';

/** The running processes that carry the run's mark in their environment; none where /proc does not tell. */
export const processesOfRun = (token: string): number[] => {
  if (process.platform !== 'linux') return [];
  return fs
    .readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid)
    .map(Number)
    .filter((pid) => marksOf(pid).includes(token) && processIdentity(pid) !== undefined);
};

const marksOf = (pid: number): string[] => {
  try {
    const environment = fs.readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
    const mark = environment.find((entry) => entry.startsWith(`${runVariable}=`));
    return mark?.slice(runVariable.length + 1).split('/') ?? [];
  } catch {
    return []; // has ended, or belongs to someone else
  }
};
