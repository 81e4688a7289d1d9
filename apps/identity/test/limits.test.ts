import { randomInt, randomUUID } from 'node:crypto';
import { argon2Passwords } from '../src/credentials/passwords';
import { mirrored } from './support/mirroring';
import {
  type Answer,
  type Ask,
  browser,
  goodPassword,
  invitation,
  newAddress,
  openAccount,
  type Person,
} from './support/people';
import { type Identity, startIdentity } from './support/start-identity';
import { allowed, unseen } from './support/tenancy';

const unknown = `test.${'x'.repeat(43)}`;
const verification = { code: unknown, password: goodPassword };
const acceptance = { ...verification, firstName: 'Ben', lastName: 'Okoye' };

const tooMany = ({ status, body, headers }: Answer) => {
  expect(status).toBe(429);
  expect(body).toMatchObject({ code: 'rate.limited' });
  expect(Number(headers['retry-after'])).toBeGreaterThan(0);
};

describe('limits', () => {
  let identity: Identity;
  const startWith = async (env: Record<string, string>) => (identity = await startIdentity({ env }));
  afterEach(() => identity.close());

  it('hold for looks at links and for uses of them, of every kind together, in one network alone', async () => {
    await startWith({ CODE_LOOKS_PER_NETWORK: '3', CODE_USES_PER_NETWORK: '2' });
    const someNetwork = () => `2001:db8:${randomInt(65_536).toString(16)}:${randomInt(65_536).toString(16)}`;
    const [network, another] = [someNetwork(), someNetwork()];
    const ask = (path: string, body: object, from = network) =>
      browser(identity).post(path, body, { 'x-forwarded-for': `${from}::7` });
    for (let look = 0; look < 3; look += 1) await ask('/v1/codes/inspect', { code: unknown }).expect(404);
    tooMany(await ask('/v1/codes/inspect', { code: unknown }));

    await ask('/v1/invitations/accept', acceptance).expect(404);
    await ask('/v1/sign-ups/verify', verification).expect(404);
    tooMany(await ask('/v1/invitations/accept', acceptance));
    tooMany(await ask('/v1/sign-ups/verify', verification));

    await ask('/v1/codes/inspect', { code: unknown }, another).expect(404);
    await ask('/v1/invitations/accept', acceptance, another).expect(404);
  });

  it('[C12] hold for all who sign in together, and not for devices that are known', async () => {
    await startWith({ SIGN_INS_IN_ALL: '3' });
    const { email } = await openAccount(identity);
    const signIn = (identifier: string, password: string, cookie?: string) =>
      browser(identity, cookie).post('/v1/sessions', { identifier, password });
    /** What other tests have tried counts for all. */
    const forget = async () => {
      for (const key of await identity.redis.keys('rate:sign-in-all:*')) await identity.redis.del(key);
    };
    await forget();
    const { headers } = await signIn(email, goodPassword).expect(201);
    const device = headers['set-cookie']?.find((line) => line.startsWith('__Host-tenantry-device='));
    for (let tried = 1; tried < 3; tried += 1) await signIn(newAddress(), 'a guess').expect(401);
    tooMany(await signIn(newAddress(), 'a guess'));
    tooMany(await signIn(email, goodPassword));
    await signIn(email, goodPassword, device?.split(';')[0]).expect(201);
    await forget();
  });

  it('[L9] count the addresses that a user invites, not the requests, and nobody else’s', async () => {
    await startWith({ INVITATIONS_PER_USER: '5' });
    const [ana, eva] = [await openAccount(identity), await openAccount(identity)];
    const inviteSome = (person: Person, count: number) => {
      const addresses = Array.from({ length: count }, () => newAddress());
      return browser(identity, person.cookie).post(
        '/v1/invitations',
        invitation(person.organizationId, addresses),
      );
    };
    await inviteSome(ana, 4).expect(200);
    tooMany(await inviteSome(ana, 2));
    await inviteSome(eva, 5).expect(200);
  });

  it('[L14] count the lines of a file that is imported as addresses', async () => {
    await startWith({ INVITATIONS_PER_USER: '5' });
    const { cookie, organizationId, password } = await openAccount(identity);
    const importSome = (count: number) => {
      const lines = Array.from({ length: count }, () => `${newAddress()};Ana;Ruiz`);
      const file = ['E-mail;First name;Last name', '', ...lines].join('\n');
      const body = { file, organizationId, accountType: 'standard', language: 'en', password };
      return browser(identity, cookie).post('/v1/imports', body);
    };
    await importSome(4).expect(202);
    tooMany(await importSome(2));
    await importSome(1).expect(202);
  });

  it('[L14] count nothing of an import that is refused, nor of its repeat', async () => {
    await startWith({ INVITATIONS_PER_USER: '3' });
    const { cookie, organizationId, password } = await openAccount(identity);
    const request = {
      ...{ organizationId, accountType: 'standard', language: 'en', password },
      file: `E-mail;First name;Last name\n${newAddress()};Ana;Ruiz\n${newAddress()};Ana;Ruiz`,
    };
    const asking = (more: object, headers?: Record<string, string>) =>
      browser(identity, cookie).post('/v1/imports', { ...request, ...more }, headers);
    await asking({ password: 'not it' }).expect(403);
    await asking({ file: 'Phone\n1\n2\n3' }).expect(422);
    identity.tenancy.decide(() => unseen);
    await asking({}).expect(404);
    identity.tenancy.decide(() => allowed);
    const key = { 'idempotency-key': randomUUID() };
    const first = await asking({}, key).expect(202);
    expect((await asking({}, key).expect(202)).body).toEqual(first.body);
    const one = `E-mail;First name;Last name\n${newAddress()};Ana;Ruiz`;
    await asking({ file: one }).expect(202);
    tooMany(await asking({ file: one }));
  });

  it('[L14] count the jobs that a user begins, not how many they are about, and nobody else’s', async () => {
    await startWith({ JOBS_PER_USER: '2' });
    const [ana, eva] = [await openAccount(identity), await openAccount(identity)];
    const acting = await mirrored(identity, ana, eva);
    const signOut = (by: { post: (path: string, body: object) => Ask }) =>
      by.post('/v1/jobs', { act: 'sign_out', userIds: [eva.userId, randomUUID()], comment: null });
    await signOut(browser(identity, ana.cookie)).expect(202);
    const { headers } = await signOut(browser(identity, ana.cookie)).expect(202);
    expect(headers['ratelimit']).toMatch(/^"job-user";r=0;/);
    tooMany(await signOut(browser(identity, ana.cookie)));
    // Nor through the account of somebody else, whose own are not used up by it.
    tooMany(await signOut(acting));
    await signOut(browser(identity, eva.cookie)).expect(202);
  });

  it('[A11] count on the person who acts, not on the user whom they mirror', async () => {
    await startWith({ INVITATIONS_PER_USER: '2' });
    const [ana, eva] = [await openAccount(identity), await openAccount(identity)];
    const acting = await mirrored(identity, ana, eva);
    const inviteOne = (by: { post: (path: string, body: object) => Ask }) =>
      by.post('/v1/invitations', invitation(eva.organizationId, [newAddress()]));
    await inviteOne(acting);
    await inviteOne(acting);
    tooMany(await inviteOne(acting));
    tooMany(await inviteOne(browser(identity, ana.cookie)));
    await inviteOne(browser(identity, eva.cookie)).expect(200);
  });
});

describe('waiting for a password to be hashed', () => {
  const crowded = { code: 'service.unavailable', options: { retryAfterSeconds: 2 } };

  it('is for so many; whoever comes then is refused at once, and the others get theirs', async () => {
    const passwords = argon2Passwords(1, 2);
    const first = [passwords.hash('one'), passwords.hash('two'), passwords.hash('three')];
    expect(() => passwords.requireRoom()).toThrow(expect.objectContaining(crowded) as Error);
    await expect(passwords.hash('four')).rejects.toMatchObject(crowded);
    await expect(passwords.verify(null, 'five')).rejects.toMatchObject(crowded);
    const hashes = await Promise.all(first);

    passwords.requireRoom();
    expect(await passwords.verify(hashes[2] ?? null, 'three')).toBe(true);
  });

  it('ends in 503 with Retry-After before anything else is done, where there is no room', async () => {
    const identity = await startIdentity({ passwords: () => argon2Passwords(0, 0) });
    try {
      for (const [path, body] of [
        ['/v1/sessions', { identifier: 'ana', password: goodPassword }],
        ['/v1/invitations/accept', acceptance],
        ['/v1/sign-ups/verify', verification],
      ] as const) {
        const answer = await browser(identity).post(path, body).expect(503);
        expect(answer.body).toMatchObject({ code: 'service.unavailable' });
        expect(answer.headers['retry-after']).toBe('2');
      }
    } finally {
      await identity.close();
    }
  });
});
