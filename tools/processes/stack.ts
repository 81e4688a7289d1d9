import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { end, killQuietly, killRun, signal, type Recorded } from './ending';
import { runFolder, writeJson, type Home } from './home';
import { processesOfRun, processIdentity, runVariable } from './identity';

/** The order of stopping: what others stand on goes last. */
export const ranks = {
  other: 0,
  console: 1,
  service: 2,
  bus: 3,
  portMapper: 4,
  sessions: 5,
  database: 6,
  viewer: 7,
} as const;
export type Rank = keyof typeof ranks;

export type ChildSpec = {
  /** Names the log file and the record in run/. */
  name: string;
  rank: Rank;
  command: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  cwd?: string;
  /** The user to run as, when the starter is root. */
  ids?: { uid: number; gid: number };
  stopSignal?: NodeJS.Signals;
  /** How long it may take to stop before it is killed, in milliseconds. */
  stopLimitMs?: number;
  /** Signal the whole group: for tools that do not pass signals on to their own children. */
  wholeGroup?: boolean;
  /** What it reads from standard input. */
  input?: string;
  /** Gets the output instead of the log file. */
  output?: (text: string) => void;
};

export type Ended = { code: number | null; signal: NodeJS.Signals | null };

export type Child = {
  name: string;
  rank: Rank;
  pid: number;
  log: string;
  ended: Promise<Ended>;
  /** Rejects, with the end of its log, when the process ends without having been asked to. */
  crashed: Promise<never>;
  stop: () => Promise<void>;
};

export type ChildRecord = Recorded & {
  name: string;
  rank: Rank;
  stopSignal: NodeJS.Signals;
  /** Not a process but containers: the command that takes them down. */
  takeDown?: string[];
};

/** Everything that one run has started, stopped in the order of its ranks. */
export type Stack = ReturnType<typeof createStack>;

/** @param home the folder for logs (log/) and for records of who was started (run/) */
export const createStack = (home: Home) => {
  const stops: { rank: Rank; name: string; stop: () => Promise<void> }[] = [];
  const mark = [process.env[runVariable], home.token].filter(Boolean).join('/');
  const all: Child[] = [];
  const specs = new Map<string, ChildSpec>();
  const listeners: ((child: Child) => void)[] = [];
  const children = new Set<{ recorded: Recorded; child: ChildProcess }>();
  fs.mkdirSync(path.join(home.folder, 'log'), { recursive: true, mode: 0o700 });

  /** Starts a process in a group of its own: Ctrl-C reaches the starter only, which stops all in order. */
  const start = (spec: ChildSpec): Child => {
    specs.set(spec.name, spec);
    const log = path.join(home.folder, 'log', `${spec.name}.log`);
    if (fs.existsSync(log)) fs.renameSync(log, log.replace(/\.log$/, '.previous.log'));
    const output = fs.openSync(log, 'a', 0o600);
    const child = spawn(spec.command, spec.args, {
      ...spec.ids,
      ...(spec.cwd === undefined ? {} : { cwd: spec.cwd }),
      env: { ...spec.env, [runVariable]: mark },
      detached: true,
      stdio: [
        spec.input === undefined ? 'ignore' : 'pipe',
        ...(spec.output ? (['pipe', 'pipe'] as const) : ([output, output] as const)),
      ],
    });
    fs.closeSync(output);
    child.stdin?.on('error', () => undefined).end(spec.input);
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', spec.output ?? (() => undefined));
    const ended = new Promise<Ended>((resolve, reject) => {
      child.once('close', (code, by) => resolve({ code, signal: by }));
      // A grandchild may hold the output open for ever.
      child.once('exit', (code, by) => setTimeout(() => resolve({ code, signal: by }), 5_000).unref());
      child.once('error', (error) =>
        reject(new Error(`${spec.name} could not be started: ${error.message}`)),
      );
    });
    let asked = false;
    const crashed = ended.then((end) => {
      if (asked) return new Promise<never>(() => undefined);
      throw new Error(`${spec.name} has ended (${end.signal ?? `exit code ${end.code}`})\n${tail(log)}`);
    });
    crashed.catch(() => undefined);

    const pid = child.pid;
    if (pid === undefined)
      return { name: spec.name, rank: spec.rank, pid: 0, log, ended, crashed, stop: () => Promise.resolve() };
    const record: ChildRecord = {
      name: spec.name,
      pid,
      identity: processIdentity(pid) ?? '',
      rank: spec.rank,
      stopSignal: spec.stopSignal ?? 'SIGTERM',
    };
    const file = path.join(runFolder(home.folder), `${spec.name}.child.json`);
    writeJson(file, record);
    const entry = { recorded: record, child };
    children.add(entry);
    const forget = (): void => {
      children.delete(entry);
      fs.rmSync(file, { force: true });
    };
    ended.then(forget, forget);
    const stop = async (): Promise<void> => {
      asked = true;
      await end(record, {
        signal: record.stopSignal,
        limitMs: spec.stopLimitMs ?? 10_000,
        wholeGroup: spec.wholeGroup ?? false,
      });
      fs.rmSync(file, { force: true });
    };
    stops.push({ rank: spec.rank, name: spec.name, stop });
    const started: Child = { name: spec.name, rank: spec.rank, pid, log, ended, crashed, stop };
    all.push(started);
    for (const listener of listeners) listener(started);
    return started;
  };

  /** Starts a process again as it was started last, after it has ended. @throws for one that was never started */
  const again = (name: string): Child => {
    const spec = specs.get(name);
    if (!spec) throw new Error(`Nothing called ${name} was started.`);
    return start(spec);
  };

  /** Calls the listener for every process, those that run already included. */
  const onStart = (listener: (child: Child) => void): void => {
    listeners.push(listener);
    all.forEach(listener);
  };

  /** Has something stopped with the rest that is not a process: a server of the starter's own, containers. */
  const onStop = (rank: Rank, name: string, stop: () => Promise<void>): void => {
    stops.push({ rank, name, stop });
  };

  /** Stops all, rank after rank; a second call waits for the first. */
  let stopping: Promise<void> | undefined;
  const stopAll = (): Promise<void> => (stopping ??= stopInOrder());
  const stopInOrder = async (): Promise<void> => {
    for (const rank of Object.keys(ranks) as Rank[]) {
      await Promise.allSettled(stops.filter((entry) => entry.rank === rank).map(({ stop }) => stop()));
    }
    await killRun(home.token);
  };

  /** Without waiting: for a second Ctrl-C. */
  const killAll = (): void => {
    for (const { recorded } of children) signal(recorded, 'SIGKILL', true);
    for (const pid of processesOfRun(home.token)) killQuietly(pid);
  };

  return { home, start, again, onStart, onStop, stopAll, killAll };
};

/** The last lines of a log, indented, for an error message. */
export const tail = (log: string, lines = 15): string => {
  try {
    const text = fs.readFileSync(log, 'utf8').trimEnd();
    if (text === '') return `    (${log} is empty)`;
    return [
      ...text
        .split('\n')
        .slice(-lines)
        .map((line) => `    ${line.slice(0, 400)}`),
      `    (all of it: ${log})`,
    ].join('\n');
  } catch {
    return `    (no log at ${log})`;
  }
};
