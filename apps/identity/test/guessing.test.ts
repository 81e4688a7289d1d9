import { closeServer, listen } from '@tenantry/service-defaults';
import { randomInt } from 'node:crypto';
import { Agent, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type Answer,
  browser,
  colleague,
  goodPassword,
  newAddress,
  openAccount,
  type Person,
} from './support/people';
import { type Identity, startIdentity } from './support/start-identity';

const deviceCookieOf = ({ headers }: Answer): string =>
  headers['set-cookie']?.find((line) => line.startsWith('__Host-tenantry-device='))?.split(';')[0] ?? '';

let identity: Identity;
let server: Server;
let owner: Person;
let verifies = 0;
const free = 20;
beforeAll(async () => {
  identity = await startIdentity({
    passwords: (real) => ({ ...real, verify: (...asked) => ((verifies += 1), real.verify(...asked)) }),
    env: { SIGN_INS_PER_ACCOUNT: '10', SIGN_INS_PER_NETWORK: '300', GUESSES_PER_ACCOUNT: String(free) },
  });
  server = await listen(identity.app, { port: 0, host: '127.0.0.1' });
});
beforeEach(async () => (owner = await openAccount(identity)));
afterAll(async () => {
  await closeServer(server, 100);
  await identity.close();
});

const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const someNetwork = () => Array.from({ length: 3 }, () => randomInt(65_536).toString(16)).join(':');

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

it('[C12] 10,000 guesses at one account from as many networks get nowhere, while its owner signs in from a device that they know', async () => {
  const device = deviceCookieOf(await signIn(owner.email, goodPassword).expect(201));
  expect(device).not.toBe('');
  verifies = 0;
  const begun = Date.now();
  const statuses = new Map<number, number>();
  let ownerSignIns = 0;
  for (let round = 0; round < 10; round += 1) {
    const names = [owner.email, owner.userName];
    const guesses = Array.from({ length: 1000 }, (_, index) => guess(names[index % 2] ?? ''));
    // In the thick of it.
    const own = signIn(owner.email, goodPassword, device).expect(201);
    for (const { status, retryAfter } of await Promise.all(guesses)) {
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status === 429) expect(retryAfter).toBeGreaterThan(0);
    }
    await own;
    ownerSignIns += 1;
  }
  const seconds = (Date.now() - begun) / 1000;
  expect([...statuses.keys()].sort()).toEqual([401, 429]);
  // For each of the two names: the free ones, and one more each time that the wait, twice as long as before, is over.
  const most = 2 * (free + 1 + Math.ceil(Math.log2(seconds + 1)));
  expect(statuses.get(401)).toBeLessThanOrEqual(most);
  expect(verifies).toBe((statuses.get(401) ?? 0) + ownerSignIns);
  expect(most).toBeLessThanOrEqual(100);
}, 300_000);

it('[C12] one network that guesses is stopped before its guesses are in anybody else’s way', async () => {
  const { email } = await colleague(identity, owner);
  const network = `2001:${someNetwork()}`;
  const from = (address: string, password: string) =>
    browser(identity).post('/v1/sessions', { identifier: email, password }, { 'x-forwarded-for': address });
  for (let tried = 0; tried < 10; tried += 1) await from(`${network}::${tried}`, 'a guess').expect(401);
  for (let tried = 0; tried < 30; tried += 1) await from(`${network}::${tried}`, 'a guess').expect(429);
  await from(`2001:${someNetwork()}::1`, goodPassword).expect(201);
});

it('[C12] a name that nobody has is limited like one that somebody has', async () => {
  const limited = async (identifier: string) => {
    const answers = [];
    for (let tried = 0; tried <= free; tried += 1) answers.push((await guess(identifier)).status);
    return answers;
  };
  const expected = [...Array<number>(free).fill(401), 429];
  expect(await limited(newAddress())).toEqual(expected);
  expect(await limited(owner.email)).toEqual(expected);
});

it('[C12] a right password does not count, however often it is given', async () => {
  for (let time = 0; time < free + 5; time += 1) {
    await signIn(owner.email, goodPassword).expect(201);
  }
});

it('[C12] a device is known to the accounts that signed in from it, the ten used last', async () => {
  const other = await colleague(identity, owner);
  const signedIn = await signIn(owner.email, goodPassword).expect(201);
  const [device] = [deviceCookieOf(signedIn)];
  expect(signedIn.headers['set-cookie']?.[1]).toMatch(/HttpOnly; Secure; SameSite=Lax; Max-Age=34560000$/);
  // The same device for both, and kept.
  expect(deviceCookieOf(await signIn(other.email, goodPassword, device).expect(201))).toBe(device);
  const count = async () => {
    const [row] = await identity.database.query<{ count: number }[]>(
      'select count(*)::int as count from known_device where user_id = $1',
      [owner.userId],
    );
    return row?.count;
  };
  await identity.database.query(
    `insert into known_device (user_id, hash, last_used_at)
     select $1, sha256(n::text::bytea), now() - make_interval(hours => n) from generate_series(1, 20) n`,
    [owner.userId],
  );
  await signIn(owner.email, goodPassword, device).expect(201);
  expect(await count()).toBe(10);
  const rows = await identity.database.query<{ clear: boolean }[]>(
    `select encode(hash, 'escape') like '%' || $1 || '%' as clear from known_device`,
    [device.split('=')[1]],
  );
  expect(rows.some(({ clear }) => clear)).toBe(false);
});
