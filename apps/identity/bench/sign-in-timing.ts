import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { loadavg } from 'node:os';
import { randomUUID } from 'node:crypto';
import { type Identity, startIdentity } from '../test/support/start-identity';
import { password, somePeople } from './people';

const samples = 2000;
/** How far from a coin that says which of two answers was for a name that somebody has. */
const goal = 0.05;

/**
 * Whether the time of an answer tells a name that somebody has from one that nobody has: sign-ins with a wrong password and
 * requests for a new one, 2,000 samples each, half of each kind in a random order, one after the other. The value is |P - 0.5|, where P is
 * the chance that of one answer of each kind the one for a known name took longer (Mann and Whitney's U); 0 tells nothing,
 * 0.5 everything. With so many samples chance alone stays below 0.03 in 98 of 100 runs.
 */
export async function run() {
  const identity = await startIdentity();
  const server = identity.app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    // Each name once: what is counted for a name is counted for both kinds.
    const known = await somePeople(identity, samples);
    const signIn = await compare(known.slice(0, samples / 2), (identifier) =>
      post(identity, `${url}/v1/sessions`, { identifier, password: `not ${password}` }, 401),
    );
    const forgot = await compare(known.slice(samples / 2), (identifier) =>
      post(identity, `${url}/v1/password-resets`, { identifier }, 202),
    );
    const value = Math.max(signIn.tells, forgot.tells);
    return {
      bench: 'sign-in-timing',
      value: rounded(value, 3),
      unit: 'how far the time of an answer tells a known name from an unknown one: |P - 0.5|',
      goal,
      met: value <= goal,
      details: { samples, signIn, forgot, loadAverage: rounded(loadavg()[0] ?? NaN, 2) },
    };
  } finally {
    server.close();
    server.closeAllConnections();
    await identity.close();
  }
}

/** Milliseconds until the answer is there. */
async function post(
  { config }: Identity,
  url: string,
  body: { identifier: string; password?: string },
  status: number,
): Promise<number> {
  const begun = performance.now();
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: config.PUBLIC_URL },
    body: JSON.stringify(body),
  });
  await answer.arrayBuffer();
  if (answer.status !== status) throw new Error(`${url} answered ${answer.status} instead of ${status}`);
  return performance.now() - begun;
}

async function compare(names: readonly string[], ask: (identifier: string) => Promise<number>) {
  const took: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
  for (let warm = 0; warm < 50; warm += 1) await ask(`warm.${randomUUID()}@acme.example`);
  for (const name of names) {
    // As long as the known one, so that nothing differs but whether somebody has it.
    const stranger = name.replace(/^person/, 'nobody');
    const both = [
      async () => void took.known.push(await ask(name)),
      async () => void took.unknown.push(await ask(stranger)),
    ];
    for (const one of Math.random() < 0.5 ? both : both.toReversed()) await one();
  }
  return {
    tells: rounded(Math.abs(chanceOfLonger(took.known, took.unknown) - 0.5), 3),
    p50Ms: { known: rounded(median(took.known), 3), unknown: rounded(median(took.unknown), 3) },
    meanMs: { known: rounded(mean(took.known), 3), unknown: rounded(mean(took.unknown), 3) },
  };
}

/** Mann and Whitney's U, as a share: the chance that one of `some` is longer than one of `others`. */
function chanceOfLonger(some: readonly number[], others: readonly number[]): number {
  const all = [...some.map((ms) => ({ ms, own: true })), ...others.map((ms) => ({ ms, own: false }))];
  all.sort((a, b) => a.ms - b.ms);
  const ranks = all.reduce((sum, { own }, index) => sum + (own ? index + 1 : 0), 0);
  return (ranks - (some.length * (some.length + 1)) / 2) / (some.length * others.length);
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));
