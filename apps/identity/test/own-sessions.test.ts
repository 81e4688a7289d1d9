import { eventually } from '@tenantry/testing';
import { randomUUID } from 'node:crypto';
import { deviceOf } from '../src/sessions/device';
import { browser, colleague, cookieOf, goodPassword, openAccount, type Person } from './support/people';
import { type Identity, startIdentity } from './support/start-identity';
import { unseen } from './support/tenancy';

const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0';
const phone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';

type Listed = { items: { sessionId: string; current: boolean; [name: string]: unknown }[] };

let identity: Identity;
let master: Person;
beforeAll(async () => {
  identity = await startIdentity();
  master = await openAccount(identity);
});
afterAll(() => identity.close());

/** Another browser of the person. */
const signIn = async ({ email }: Person, userAgent = firefox, address = '192.0.2.7') => {
  const headers = { 'user-agent': userAgent, 'x-forwarded-for': address };
  const body = { identifier: email, password: goodPassword };
  return cookieOf(await browser(identity).post('/v1/sessions', body, headers).expect(201));
};
const listed = async (cookie: string) =>
  ((await browser(identity, cookie).get('/v1/sessions').expect(200)).body as Listed).items;
const stateOf = async (cookie: string) =>
  (await browser(identity, cookie).get('/v1/sessions/current')).status;
const mirror = async (userId: string) => {
  const body = { userId, password: goodPassword, reason: 'To see what she sees' };
  return cookieOf(await browser(identity, master.cookie).post('/v1/mirroring', body).expect(201));
};

describe('[C1] one’s own sessions', () => {
  it('are listed with device, address and times, and which one asks', async () => {
    const ana = await colleague(identity, master);
    const cookie = await signIn(ana, phone, '2001:db8::7');
    const items = await listed(cookie);
    expect(items).toHaveLength(2);
    expect(items[0]).toMatchObject({
      browser: 'Safari',
      system: 'iOS',
      address: '2001:db8::7',
      idleSeconds: 1800,
      current: true,
      mirrored: false,
    });
    expect(items[1]).toMatchObject({ browser: null, system: null, address: '127.0.0.1', current: false });
    expect(JSON.stringify(items)).not.toContain(cookie.split('=')[1]);
    for (const { startedAt, lastRequestAt } of items)
      expect(Date.parse(String(lastRequestAt))).toBeGreaterThanOrEqual(Date.parse(String(startedAt)));
  });

  it('end one by one, at the next request; nobody ends another’s, and twice is told', async () => {
    const ana = await colleague(identity, master);
    const other = await signIn(ana);
    const handle = (await listed(other)).find(({ current }) => current)?.sessionId ?? '';
    await browser(identity, master.cookie).delete(`/v1/sessions/${handle}`).expect(404);
    expect(await stateOf(other)).toBe(200);
    await browser(identity, ana.cookie).delete(`/v1/sessions/${handle}`).expect(204);
    expect(await stateOf(other)).toBe(401);
    expect(await stateOf(ana.cookie)).toBe(200);
    for (const id of [handle, randomUUID(), 'no-id']) {
      const { body } = await browser(identity, ana.cookie).delete(`/v1/sessions/${id}`).expect(404);
      expect(body).toMatchObject({ code: 'session.not_found' });
    }
    expect(await listed(ana.cookie)).toHaveLength(1);
  });

  it('end all but this one', async () => {
    const ana = await colleague(identity, master);
    const others = [await signIn(ana), await signIn(ana, phone)];
    await browser(identity, ana.cookie).delete('/v1/sessions').expect(204);
    for (const other of others) expect(await stateOf(other)).toBe(401);
    expect(await listed(ana.cookie)).toMatchObject([{ current: true }]);
    // Whoever signs in later is not touched by it, nor is this one.
    const later = await signIn(ana);
    expect([await stateOf(later), await stateOf(ana.cookie)]).toEqual([200, 200]);
  });

  it('that were ended or signed out of stay so when Redis is an old copy of itself', async () => {
    const ana = await colleague(identity, master);
    const [ended, signedOut] = [await signIn(ana), await signIn(ana, phone)];
    const keys = await identity.redis.hVals(`sessions:${ana.userId}`);
    const copies = await Promise.all(keys.map((key) => identity.redis.hGetAll(key)));
    const handle = (await listed(ended)).find(({ current }) => current)?.sessionId ?? '';
    await browser(identity, ana.cookie).delete(`/v1/sessions/${handle}`).expect(204);
    await browser(identity, signedOut).delete('/v1/sessions/current').expect(204);
    for (const [at, key] of keys.entries()) await identity.redis.hSet(key, copies[at] ?? {});
    await identity.redis.del(`ready:${await identity.redis.runId()}`);
    await eventually(async () => expect(await stateOf(ana.cookie)).toBe(200));
    expect([await stateOf(ended), await stateOf(signedOut)]).toEqual([401, 401]);
  });

  it('[A11] tell that an administrator acts as oneself, not from where, and end that too', async () => {
    const ana = await colleague(identity, master);
    const acting = `${master.cookie}; ${await mirror(ana.userId)}`;
    const shown = (await listed(ana.cookie)).find(({ mirrored }) => mirrored);
    expect(shown).toMatchObject({ browser: null, system: null, address: null, idleSeconds: null });
    const mirrored = browser(identity, acting);
    for (const refused of [
      await mirrored.get('/v1/sessions'),
      await mirrored.delete('/v1/sessions'),
      await mirrored.delete(`/v1/sessions/${shown?.sessionId}`),
    ])
      expect([refused.status, refused.body]).toMatchObject([403, { code: 'mirroring.not_allowed' }]);

    await browser(identity, ana.cookie).delete(`/v1/sessions/${shown?.sessionId}`).expect(204);
    const { body } = await mirrored.get('/v1/sessions/current').expect(401);
    expect(body).toMatchObject({ code: 'session.mirroring_ended' });
    const history = await browser(identity, ana.cookie).get(`/v1/users/${ana.userId}/history`).expect(200);
    expect((history.body as { items: object[] }).items[0]).toMatchObject({
      type: 'identity.user.mirroring-stopped.v1',
      actor: { id: ana.userId },
    });
  });
});

describe('presence', () => {
  it('is told to those who see the user: online, and when last seen', async () => {
    const [ana, bea] = [await colleague(identity, master), await colleague(identity, master)];
    const presenceOf = (cookie: string) => browser(identity, cookie).get(`/v1/users/${ana.userId}/presence`);
    expect((await presenceOf(master.cookie).expect(200)).body).toEqual({ online: false, lastSeenAt: null });
    await browser(identity, ana.cookie).get('/v1/sessions/current').expect(200);
    const { body } = await presenceOf(master.cookie).expect(200);
    expect(body).toMatchObject({ online: true });
    await browser(identity, ana.cookie).delete('/v1/sessions/current').expect(204);
    const gone = (await presenceOf(master.cookie).expect(200)).body as {
      online: boolean;
      lastSeenAt: string;
    };
    expect(gone).toEqual({ online: false, lastSeenAt: (body as { lastSeenAt: string }).lastSeenAt });
    identity.tenancy.decide(() => unseen);
    await browser(identity, bea.cookie).get(`/v1/users/${ana.userId}/presence`).expect(404);
  });
});

describe('the device in words', () => {
  it.each([
    [firefox, 'Firefox', 'Windows'],
    [phone, 'Safari', 'iOS'],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0',
      'Edge',
      'Windows',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
      'Chrome',
      'macOS',
    ],
    [
      'Mozilla/5.0 (Linux; Android 14; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36',
      'Samsung Internet',
      'Android',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox', 'Linux'],
    ['curl/8.5.0', null, null],
    ['<script>alert(1)</script>', null, null],
    ['', null, null],
  ])('%s', (text, name, system) => {
    expect(deviceOf(text)).toEqual({ browser: name, system });
  });

  it('says nothing where there is no header', () => {
    expect(deviceOf(undefined)).toEqual({ browser: null, system: null });
  });
});
