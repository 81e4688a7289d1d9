import { execFile } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { availableParallelism, loadavg } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { verify } from '@node-rs/argon2';
import { argon2Passwords } from '../src/credentials/passwords';
import { type Identity, startIdentity } from '../test/support/start-identity';
import type { Clients, SignedIn } from './clients';
import { password, somePeople } from './people';

const cores = availableParallelism();
const people = 200;
const goal = 0.85;
const rounds = 3;
const secondsEach = 5;

/**
 * Sign-ins a second over HTTP against bare Argon2id verifies a second on the same cores, measured before and after each round.
 * Sessions are in Redis, sign-ins in PostgreSQL, as in production; the clients are a process of their own on the same cores.
 *
 * The bare verifies have the cores to themselves, while a sign-in shares them with PostgreSQL, Redis and its own client: the ratio
 * is the verify's part of all that the machine does for one sign-in. `cpuMs` in the details says what took the rest, and
 * `bound` what a service that cost nothing beside its verify would reach, because the clients are on the same cores.
 */
export async function run() {
  const identity = await startIdentity();
  const server = identity.app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const bodies = (await somePeople(identity, people)).map((identifier) =>
      JSON.stringify({ identifier, password }),
    );
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/sessions`;
    const stored = await argon2Passwords().hash(password);
    await bareVerifies(stored, 1);
    const bare = [await bareVerifies(stored, secondsEach)];
    const signedIn: Round[] = [];
    for (let round = 0; round < rounds; round += 1) {
      signedIn.push(await signIns(identity, url, bodies));
      bare.push(await bareVerifies(stored, secondsEach));
    }
    return resultOf(bare, signedIn);
  } finally {
    server.close();
    server.closeAllConnections();
    await identity.close();
  }
}

type Bare = { perSecond: number; cpuMs: number };
/** What a sign-in costs the service's process (ms). */
type Round = SignedIn & { serviceMs: number };

const ownMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** As many at once as the service runs, and nothing else. @returns verifies a second, and what one costs */
async function bareVerifies(stored: string, seconds: number): Promise<Bare> {
  const before = ownMs();
  const begun = performance.now();
  const end = begun + seconds * 1000;
  let done = 0;
  const one = async () => {
    for (; performance.now() < end; done += 1) await verify(stored, password);
  };
  await Promise.all(Array.from({ length: cores }, one));
  const perSecond = done / ((performance.now() - begun) / 1000);
  return { perSecond, cpuMs: (ownMs() - before) / done };
}

async function signIns({ config }: Identity, url: string, bodies: string[]): Promise<Round> {
  const load: Clients = { url, origin: config.PUBLIC_URL, bodies, clients: 4 * cores, seconds: secondsEach };
  const args = ['--import', 'tsx', path.join(__dirname, 'clients.ts'), JSON.stringify(load)];
  const before = ownMs();
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 64 * 1024 * 1024 });
  const signedIn = JSON.parse(stdout) as SignedIn;
  return { ...signedIn, serviceMs: (ownMs() - before) / signedIn.answered };
}

function resultOf(bare: Bare[], signedIn: Round[]) {
  // Against the mean of the verifies right before and right after: what else runs on the machine slows both.
  const ratios = signedIn.map(
    ({ perSecond }, n) => (2 * perSecond) / ((bare[n]?.perSecond ?? NaN) + (bare[n + 1]?.perSecond ?? NaN)),
  );
  const value = median(ratios);
  const others = signedIn.reduce((sum, round) => sum + round.others, 0);
  const verify = median(bare.map(({ cpuMs }) => cpuMs));
  const service = median(signedIn.map(({ serviceMs }) => serviceMs));
  const clients = median(signedIn.map(({ cpuMs }) => cpuMs.clients));
  const machine = median(signedIn.map(({ cpuMs }) => cpuMs.machine));
  const took = signedIn.flatMap((round) => round.took).toSorted((a, b) => a - b);
  return {
    bench: 'sign-in',
    value: rounded(value),
    unit: 'sign-ins a second over HTTP ÷ bare argon2id verifies a second',
    goal,
    met: value >= goal && others === 0,
    details: {
      cores,
      clients: 4 * cores,
      refusedOrFailed: others,
      ratios: ratios.map(rounded),
      verifiesPerSecond: bare.map(({ perSecond }) => rounded(perSecond)),
      signInsPerSecond: signedIn.map(({ perSecond }) => rounded(perSecond)),
      tookMs: { p50: rounded(at(took, 0.5)), p99: rounded(at(took, 0.99)) },
      cpuMs: {
        bareVerify: rounded(verify),
        service: rounded(service),
        clients: rounded(clients),
        // PostgreSQL, Redis, and whatever else runs on the machine.
        rest: rounded(machine - service - clients),
      },
      bound: rounded(verify / (verify + clients)),
      loadAverage: rounded(loadavg()[0] ?? NaN),
    },
  };
}

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.floor(sorted.length * share)] ?? NaN;
const median = (values: readonly number[]): number =>
  at(
    values.toSorted((a, b) => a - b),
    0.5,
  );
const rounded = (value: number): number => Math.round(value * 100) / 100;
