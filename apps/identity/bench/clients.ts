/**
 * Signs in as fast as the service answers, from so many clients at once: a process of its own, so that it does not wait behind
 * the service's work. Prints how many sign-ins a second were answered with 201, how many were answered otherwise, how long each
 * took (ms), and what it cost.
 */
import { Agent, request } from 'node:http';
import { cpus } from 'node:os';

export type Clients = { url: string; origin: string; bodies: string[]; clients: number; seconds: number };
export type SignedIn = {
  perSecond: number;
  others: number;
  took: number[];
  /** Processor time that an answer cost (ms): these clients, and the whole machine. */
  cpuMs: { clients: number; machine: number };
  /** Answers with those that came before measuring began. */
  answered: number;
};

/** Processor time of all cores since the machine was started (ms). */
const machineMs = (): number =>
  cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);
const ownMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

async function main({ url, origin, bodies, clients, seconds }: Clients): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  let next = 0;
  const none = (): SignedIn => ({
    perSecond: 0,
    others: 0,
    took: [],
    cpuMs: { clients: 0, machine: 0 },
    answered: 0,
  });
  let answers = none();
  const signIn = () =>
    new Promise<void>((resolve, reject) => {
      const body = bodies[(next += 1) % bodies.length] ?? '';
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        origin,
      };
      const begun = performance.now();
      const asked = request(url, { method: 'POST', agent, headers }, (answer) => {
        answer.resume().on('end', () => {
          if (answer.statusCode === 201) answers.perSecond += 1;
          else answers.others += 1;
          answers.took.push(performance.now() - begun);
          resolve();
        });
      });
      asked.on('error', reject).end(body);
    });
  const run = async (forSeconds: number) => {
    const end = performance.now() + forSeconds * 1000;
    const client = async () => {
      while (performance.now() < end) await signIn();
    };
    await Promise.all(Array.from({ length: clients }, client));
  };
  await run(1); // fills caches and connections
  const warm = answers.took.length;
  answers = none();
  const before = { own: ownMs(), machine: machineMs() };
  const begun = performance.now();
  await run(seconds);
  answers.perSecond /= (performance.now() - begun) / 1000;
  const count = answers.took.length;
  answers.cpuMs = {
    clients: (ownMs() - before.own) / count,
    machine: (machineMs() - before.machine) / count,
  };
  answers.answered = warm + count;
  process.stdout.write(JSON.stringify(answers));
  agent.destroy();
}

main(JSON.parse(process.argv[2] ?? '') as Clients).catch((error: unknown) => {
  process.stderr.write(String(error));
  process.exit(1);
});
