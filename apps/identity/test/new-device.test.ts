import { mailNewDevice } from '@tenantry/contracts';
import { deviceCookieOf } from './support/guesses';
import { newPassword, passwordSteps } from './support/password-steps';
import { browser, colleague, goodPassword, openAccount } from './support/people';
import { type Identity, startIdentity } from './support/start-identity';

let identity: Identity;
beforeAll(async () => (identity = await startIdentity()));
afterAll(() => identity.close());

const firefox = { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0' };
const signIn = (identifier: string, password: string, device?: string) =>
  browser(identity, device).post('/v1/sessions', { identifier, password });
const { setPassword, lastCode, forgot } = passwordSteps(() => identity);
const told = async (userId: string) => {
  const rows = await identity.database.query<{ data: object }[]>(
    `select command -> 'data' as data from outbox
     where command ->> 'type' = $1 and command -> 'data' ->> 'userId' = $2 order by id`,
    [mailNewDevice.type, userId],
  );
  return rows.map(({ data }) => data);
};

it('[C12] a sign-in with the password from a device that is not known is told by mail, but the first one of all', async () => {
  const { userId, email } = await colleague(identity, await openAccount(identity));
  await identity.database.query('update users set last_sign_in_at = null where id = $1', [userId]);
  const device = deviceCookieOf(await signIn(email, goodPassword).expect(201));
  await signIn(email, goodPassword, device).expect(201);
  await signIn(email, 'a guess').expect(401);
  expect(await told(userId)).toEqual([]);
  await signIn(email, goodPassword).set(firefox).expect(201);
  expect(await told(userId)).toEqual([
    {
      userId,
      to: email,
      language: 'en',
      signedInAt: expect.any(String) as string,
      browser: 'Firefox',
      system: 'Windows',
    },
  ]);
  // A program that keeps no cookies fills no mailbox.
  for (let time = 0; time < 14; time += 1) await signIn(email, goodPassword).expect(201);
  expect(await told(userId)).toHaveLength(5);
});

it('[C12] of an accepted invitation, a changed password and one that was set with a link no mail tells as of a new device', async () => {
  const master = await openAccount(identity);
  const { userId, email, cookie } = await colleague(identity, master);
  const change = { currentPassword: goodPassword, newPassword };
  await browser(identity, cookie).put('/v1/account/password', change).expect(200);
  await browser(identity, master.cookie).post(`/v1/users/${userId}/password-reset`).expect(200);
  await setPassword(await lastCode(email), goodPassword).expect(201);
  await forgot(email).expect(202);
  await setPassword(await lastCode(email)).expect(201);
  expect(await told(userId)).toEqual([]);
});

it('[C12] nobody is kept out by an address that is none', async () => {
  const { userId, userName } = await colleague(identity, await openAccount(identity));
  await identity.database.query('update users set email = $2 where id = $1', [userId, ' nobody@']);
  await signIn(userName, goodPassword).set(firefox).expect(201);
  expect(await told(userId)).toEqual([]);
});
