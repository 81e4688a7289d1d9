import { randomUUID } from 'node:crypto';
import type { Diagnosis } from '@tenantry/contracts';
import { eventually } from '@tenantry/testing';
import { browser, colleague, goodPassword, openAccount, type Person } from './support/people';
import { type Identity, startIdentity } from './support/start-identity';
import { setStatus } from './support/tenancy-events';

let identity: Identity;
let master: Person;
beforeAll(async () => {
  identity = await startIdentity();
  master = await openAccount(identity);
});
afterAll(() => identity.close());

const firefox = { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0' };
const signIn = (identifier: string, password: string, headers: Record<string, string> = {}) =>
  browser(identity).post('/v1/sessions', { identifier, password }, headers);
const failed = async (userId: string, by = master) =>
  ((await browser(identity, by.cookie).get(`/v1/users/${userId}/diagnosis`).expect(200)).body as Diagnosis)
    .failedSignIns;
/** Waits for what is written down behind the answers. */
const noted = (userId: string, expected: object[]) =>
  eventually(async () => expect(await failed(userId)).toMatchObject(expected));

describe('[B5] refused sign-ins', () => {
  it('are kept by user, as series, with when, why and from what kind of device', async () => {
    const { userId, email, userName } = await colleague(identity, master);
    await signIn(email, 'wrong horse', firefox).expect(401);
    await signIn(` ${userName.toUpperCase()}`, 'wrong horse', firefox).expect(401);
    await noted(userId, [{ reason: 'wrong_password', times: 2, browser: 'Firefox', system: 'Windows' }]);
    await signIn(email, 'wrong horse').expect(401);
    await noted(userId, [{ times: 1, browser: null }, { times: 2 }]);
    // A sign-in ends a series.
    await signIn(email, goodPassword).expect(201);
    await signIn(email, 'wrong horse').expect(401);
    await noted(userId, [{ times: 1, browser: null }, { times: 1 }, { times: 2 }]);
    await browser(identity, master.cookie).post(`/v1/users/${userId}/block`, { reason: 'Lost' }).expect(200);
    await signIn(email, goodPassword).expect(403);
    await noted(userId, [{ reason: 'blocked', times: 1 }, {}, {}, {}]);
    const rows = await identity.database.query<object[]>('select * from failed_sign_in');
    expect(JSON.stringify(rows)).not.toMatch(/127\.0\.0\.1|::1|wrong horse/);
  });

  it('are kept of a suspended organization and of whoever has no password', async () => {
    const owner = await openAccount(identity);
    const { userId, email } = await colleague(identity, owner);
    await setStatus(identity, owner.organizationId, 'suspended');
    await signIn(email, goodPassword).expect(403);
    await setStatus(identity, owner.organizationId, 'active');
    await noted(userId, [{ reason: 'organization_suspended' }]);
    await browser(identity, owner.cookie).post(`/v1/users/${userId}/password-reset`).expect(200);
    await signIn(email, goodPassword).expect(401);
    await noted(userId, [{ reason: 'no_password' }, { reason: 'organization_suspended' }]);
  });

  it('are not kept of a name that nobody has, nor of a sign-in that is only waited for or goes well', async () => {
    const count = async () =>
      (
        await identity.database.query<{ rows: number }[]>('select count(*)::int as rows from failed_sign_in')
      )[0]?.rows;
    const { userId, email } = await colleague(identity, master);
    const before = await count();
    await signIn(`${randomUUID()}@acme.example`, goodPassword).expect(401);
    await signIn(email, goodPassword).expect(201);
    // They are written down in the order in which they happen: behind this one the others are over.
    await signIn(email, 'wrong horse').expect(401);
    await noted(userId, [{ reason: 'wrong_password', times: 1 }]);
    expect(await count()).toBe((before ?? 0) + 1);
  });

  it('are written down whoever holds the row of the user, and no more than twenty series are kept', async () => {
    const { userId, email } = await colleague(identity, master);
    await identity.database.query(
      `insert into failed_sign_in (user_id, reason, first_at, last_at)
       select $1, 'no_password', now() - n * interval '1 hour', now() - n * interval '1 hour' from generate_series(1, 20) n`,
      [userId],
    );
    await identity.database.transaction(async (tx) => {
      await tx.query('select from users where id = $1 for update', [userId]);
      await signIn(email, 'wrong horse').expect(401);
      await noted(userId, [
        { reason: 'wrong_password' },
        ...Array<object>(19).fill({ reason: 'no_password' }),
      ]);
    });
    await identity.database.query(`update failed_sign_in set last_at = now() - interval '31 days'`);
    expect(await failed(userId)).toEqual([]);
  });
});
