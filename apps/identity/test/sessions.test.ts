import { hash } from '@node-rs/argon2';
import { randomUUID } from 'node:crypto';
import type { Passwords } from '../src/credentials/passwords';
import {
  browser,
  colleague,
  cookieOf,
  eventsOf,
  goodPassword,
  invite,
  openAccount,
  type Person,
} from './support/people';
import { type Identity, startIdentity } from './support/start-identity';

let identity: Identity;
let master: Person;
let verifies = 0;
const counting = (real: Passwords): Passwords => ({
  ...real,
  verify(stored, password) {
    verifies += 1;
    return real.verify(stored, password);
  },
});
beforeAll(async () => {
  identity = await startIdentity({ passwords: counting });
  master = await openAccount(identity);
});
afterAll(() => identity.close());

const signIn = (identifier: string, password: string) =>
  browser(identity).post('/v1/sessions', { identifier, password });
const block = (userId: string, reason = 'Left the company') =>
  browser(identity, master.cookie).post(`/v1/users/${userId}/block`, { reason });

describe('signing in', () => {
  it('[C1] takes the e-mail or the user name, however it is typed, and signs out again', async () => {
    for (const identifier of [
      master.email,
      ` ${master.email.toUpperCase()}`,
      master.userName,
      `${master.userName.toUpperCase()}\u200b`,
    ]) {
      const signedIn = await signIn(identifier, goodPassword).expect(201);
      const mine = browser(identity, cookieOf(signedIn));
      const current = await mine.get('/v1/sessions/current').expect(200);
      expect(current.body).toEqual(signedIn.body);
      expect(current.body).toMatchObject({ userId: master.userId, environment: 'test', idleSeconds: 1800 });
      const out = await mine.delete('/v1/sessions/current').expect(204);
      expect(out.headers['set-cookie']?.[0]).toContain('Max-Age=0');
      await mine.get('/v1/sessions/current').expect(401);
    }
  });

  it('[C1] writes one event for a day on which somebody signs in often', async () => {
    const { userId, email } = await colleague(identity, master);
    await signIn(email, goodPassword).expect(201);
    await signIn(email, goodPassword).expect(201);
    const day = new Date().toISOString().slice(0, 10);
    expect(await eventsOf(identity, `sign-in/${userId}`)).toMatchObject([
      { version: 1, type: 'identity.user.signed-in.v1', data: { userId, day } },
    ]);
    await identity.database.query(`update sign_in_day set day = day - 1 where user_id = $1`, [userId]);
    await signIn(email, goodPassword).expect(201);
    expect((await eventsOf(identity, `sign-in/${userId}`)).map(({ version }) => version)).toEqual([1, 2]);
  });

  it('[C2] reveals nothing with a wrong password, and takes exactly one verify on every path', async () => {
    const blocked = await colleague(identity, master);
    await block(blocked.userId).expect(200);
    const pending = await invite(identity, master);
    const answers = [];
    for (const [identifier, password] of [
      [master.email, 'wrong horse battery'],
      [`${randomUUID()}@acme.example`, goodPassword],
      ['nobody at all', goodPassword],
      [pending.email, goodPassword],
      [blocked.email, 'wrong horse battery'],
    ] as const) {
      verifies = 0;
      const { body } = await signIn(identifier, password).expect(401);
      expect(verifies).toBe(1);
      answers.push({ ...(body as object), traceId: '' });
    }
    expect(answers[0]).toMatchObject({ code: 'sign_in.refused' });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    verifies = 0;
    await signIn(master.email, goodPassword).expect(201);
    expect(verifies).toBe(1);
  });

  it('[C2] tells a blocked user with the right password since when and why', async () => {
    const { userId, email } = await colleague(identity, master);
    await block(userId, 'Phone lost').expect(200);
    verifies = 0;
    const { body } = await signIn(email, goodPassword).expect(403);
    expect(verifies).toBe(1);
    expect(body).toMatchObject({ code: 'sign_in.blocked', reason: 'Phone lost' });
    expect(Date.now() - Date.parse((body as { since: string }).since)).toBeLessThan(60_000);
  });

  it.each([
    ['manual', 'Project over', null],
    ['inactivity', null, 93],
  ] as const)(
    '[C2] tells whoever is deactivated (%s) since when and by which rule, but only with the right password',
    async (cause, reason, days) => {
      const { userId, email } = await colleague(identity, master);
      await identity.database.query(
        `update users set status = 'inactive', inactive_cause = $2, inactive_reason = $3,
           inactive_at = now() - interval '1 day', last_sign_in_at = now() - interval '94 days 1 hour',
           created_at = now() - interval '200 days'
         where id = $1`,
        [userId, cause, reason],
      );
      const { body } = await signIn(email, goodPassword).expect(403);
      expect(body).toMatchObject({ code: 'sign_in.inactive', cause, reason, daysWithoutSignIn: days });
      expect(Date.parse((body as { since: string }).since)).toBeLessThan(Date.now() - 86_000_000);
      expect((await signIn(email, 'wrong horse battery').expect(401)).body).not.toHaveProperty('since');
    },
  );

  it('[C2] answers whoever has no password, because it was reset, as it answers anybody, after one verify', async () => {
    const { userId, email } = await colleague(identity, master);
    await browser(identity, master.cookie).post(`/v1/users/${userId}/password-reset`).expect(200);
    verifies = 0;
    expect((await signIn(email, goodPassword).expect(401)).body).toMatchObject({ code: 'sign_in.refused' });
    expect(verifies).toBe(1);
  });

  it('looks again after the verify: whoever is blocked while it runs does not get in', async () => {
    const { userId, email } = await colleague(identity, master);
    const tries = await Promise.all([
      ...Array.from({ length: 8 }, () => signIn(email, goodPassword)),
      block(userId),
    ]);
    const signedIn = tries.filter(({ status }) => status === 201);
    expect(tries.at(-1)?.status).toBe(200);
    for (const session of signedIn) {
      await browser(identity, cookieOf(session)).get('/v1/sessions/current').expect(401);
    }
  });

  it('puts a password under today’s parameters at the next sign-in', async () => {
    const { userId, email } = await colleague(identity, master);
    const weaker = await hash(goodPassword, { memoryCost: 8192, timeCost: 1, parallelism: 1 });
    await identity.database.query('update credential set password_hash = $2 where user_id = $1', [
      userId,
      weaker,
    ]);
    await signIn(email, goodPassword).expect(201);
    const [row] = await identity.database.query<{ now: string }[]>(
      'select password_hash as now from credential where user_id = $1',
      [userId],
    );
    expect(row?.now).toContain('m=19456,t=2,p=1');
    await signIn(email, goodPassword).expect(201);
  });

  it('limits tries at one account from one network, and leaves its holder elsewhere alone', async () => {
    const limited = await startIdentity({ env: { SIGN_INS_PER_ACCOUNT: '3' } });
    try {
      const { email } = await openAccount(limited);
      const from = (network: string) => ({ 'x-forwarded-for': network });
      const attempt = (network: string, password: string) =>
        browser(limited).post('/v1/sessions', { identifier: email, password }, from(network));
      for (let guess = 0; guess < 3; guess += 1)
        await attempt('2001:db8:1:2::17', 'a wrong password').expect(401);
      // The next address of the same line.
      await attempt('2001:db8:1:2:ffff::18', goodPassword).expect(429);
      await attempt('2001:db8:1:3::17', goodPassword).expect(201);
    } finally {
      await limited.close();
    }
  });
});
