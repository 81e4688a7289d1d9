import { closeServer, listen } from '@tenantry/service-defaults';
import { randomInt } from 'node:crypto';
import { Agent, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, browser, goodPassword, type Person } from './people';
import { type Identity, startIdentity } from './start-identity';

export const deviceCookieOf = ({ headers }: Answer): string =>
  headers['set-cookie']?.find((line) => line.startsWith('__Host-tenantry-device='))?.split(';')[0] ?? '';

/** An IPv6 network that nobody else is in. */
export const someNetwork = () => Array.from({ length: 3 }, () => randomInt(65_536).toString(16)).join(':');

/** How many wrong passwords an account takes before each further one has to wait. */
export const free = 20;

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** An identity that counts how many passwords it verifies, and those who guess at its accounts. */
export async function startGuessing() {
  let verifies = 0;
  const identity: Identity = await startIdentity({
    passwords: (real) => ({ ...real, verify: (...asked) => ((verifies += 1), real.verify(...asked)) }),
    env: { SIGN_INS_PER_ACCOUNT: '10', SIGN_INS_PER_NETWORK: '300', GUESSES_PER_ACCOUNT: String(free) },
  });
  const server: Server = await listen(identity.app, { port: 0, host: '127.0.0.1' });

  /** From a network of its own: what other tests have tried from 127.0.0.1 counts there. */
  const signIn = (identifier: string, password: string, cookie?: string) =>
    browser(identity, cookie).post(
      '/v1/sessions',
      { identifier, password },
      { 'x-forwarded-for': `2001:${someNetwork()}::1` },
    );

  /** One guess over the wire, from a network of its own. */
  const guess = (identifier: string): Promise<{ status: number; retryAfter: number }> =>
    new Promise((resolve, reject) => {
      const body = JSON.stringify({ identifier, password: `guess ${randomInt(1e9)}` });
      const asked = request(
        {
          agent,
          port: (server.address() as AddressInfo).port,
          method: 'POST',
          path: '/v1/sessions',
          headers: {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
            origin: identity.config.PUBLIC_URL,
            'x-forwarded-for': `2001:${someNetwork()}::1`,
          },
        },
        (answer) => {
          answer.resume().on('end', () =>
            resolve({
              status: answer.statusCode ?? 0,
              retryAfter: Number(answer.headers['retry-after'] ?? 0),
            }),
          );
        },
      );
      asked.on('error', reject).end(body);
    });

  /** Guesses at one account, 1,000 at once in each round, while its owner signs in from a device that they know. */
  async function holdsAgainst(rounds: number, owner: Person): Promise<void> {
    const device = deviceCookieOf(await signIn(owner.email, goodPassword).expect(201));
    expect(device).not.toBe('');
    verifies = 0;
    const begun = Date.now();
    const statuses = new Map<number, number>();
    for (let round = 0; round < rounds; round += 1) {
      const names = [owner.email, owner.userName];
      const guesses = Array.from({ length: 1000 }, (_, index) => guess(names[index % 2] ?? ''));
      // In the thick of it: it is sent when it is awaited.
      const own = signIn(owner.email, goodPassword, device).expect(201);
      const [answers] = await Promise.all([Promise.all(guesses), own]);
      for (const { status, retryAfter } of answers) {
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (status === 429) expect(retryAfter).toBeGreaterThan(0);
      }
    }
    const seconds = (Date.now() - begun) / 1000;
    expect([...statuses.keys()].sort()).toEqual([401, 429]);
    // For each of the two names: the free ones, and one more each time that the wait, twice as long as before, is over.
    const most = 2 * (free + 1 + Math.ceil(Math.log2(seconds + 1)));
    expect(statuses.get(401)).toBeLessThanOrEqual(most);
    expect(verifies).toBe((statuses.get(401) ?? 0) + rounds);
    expect(most).toBeLessThanOrEqual(100);
  }

  return {
    identity,
    signIn,
    guess,
    holdsAgainst,
    async close() {
      await closeServer(server, 100);
      await identity.close();
    },
  };
}
