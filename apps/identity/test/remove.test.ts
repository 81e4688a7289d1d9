import { refused } from '@tenantry/domain';
import { created } from './support/created';
import { mirrored } from './support/mirroring';
import {
  browser,
  colleague,
  eventsOf,
  goodPassword,
  invite,
  newAddress,
  openAccount,
  type Person,
} from './support/people';
import { type Identity, startIdentity } from './support/start-identity';

let identity: Identity;
let master: Person;
beforeAll(async () => {
  identity = await startIdentity({ env: { GUESSES_PER_ACCOUNT: '40' } });
  master = await openAccount(identity);
});
afterAll(() => identity.close());
beforeEach(() => identity.tenancy.decide(() => ({ allowed: true })));

const remove = (userId: string, more: object = {}, by = master) =>
  browser(identity, by.cookie).post(`/v1/users/${userId}/remove`, {
    password: by.password,
    reason: null,
    ...more,
  });
const statusOf = async (userId: string) => {
  const [row] = await identity.database.query<{ status: string }[]>(
    'select status from users where id = $1',
    [userId],
  );
  return row?.status;
};
const signIn = (identifier: string) =>
  browser(identity).post('/v1/sessions', { identifier, password: goodPassword });

it('[L8] removes a user after the own password: no way in is left, and administrators read the history', async () => {
  const user = await colleague(identity, master);
  await browser(identity).post('/v1/password-resets', { identifier: user.email }).expect(202);
  const { body } = await remove(user.userId, { reason: 'Left the company' }).expect(200);
  expect(body).toEqual({ subject: `user/${user.userId}`, version: 3 });
  expect((await signIn(user.email).expect(401)).body).toMatchObject({ code: 'sign_in.refused' });
  await browser(identity, user.cookie).get('/v1/sessions/current').expect(401);
  const left = await identity.database.query<unknown[]>(
    `select user_id from code where user_id = $1 and used_at is null
     union all select user_id from credential where user_id = $1`,
    [user.userId],
  );
  expect(left).toEqual([]);

  expect((await eventsOf(identity, `user/${user.userId}`)).at(-1)).toMatchObject({
    type: 'identity.user.removed.v1',
    data: { userId: user.userId, from: 'active' },
    personal: { reason: 'Left the company' },
  });
  const administrator = browser(identity, master.cookie);
  const profile = await administrator.get(`/v1/users/${user.userId}`).expect(200);
  expect(profile.body).toMatchObject({
    status: 'removed',
    credential: 'none',
    statusChange: { actor: { id: master.userId, name: 'Ana Ruiz' } },
  });
  const history = await administrator.get(`/v1/users/${user.userId}/history`).expect(200);
  expect(history.body).toMatchObject({ items: [{ type: 'identity.user.removed.v1' }, {}, {}] });
});

it('[L8] refuses while the user is online and says when they were last seen; signing them out first removes them', async () => {
  const user = await colleague(identity, master);
  await browser(identity, user.cookie).get('/v1/sessions/current').expect(200);
  const { body } = await remove(user.userId).expect(409);
  expect(body).toMatchObject({ code: 'user.online', lastSeenAt: expect.stringMatching(/^\d{4}-/) as string });
  expect(await statusOf(user.userId)).toBe('active');
  await browser(identity, user.cookie).get('/v1/sessions/current').expect(200);

  await remove(user.userId, { signOutFirst: true }).expect(200);
  await browser(identity, user.cookie).get('/v1/sessions/current').expect(401);
  expect(await statusOf(user.userId)).toBe('removed');
});

it('[L8] removes whoever has signed out, and is not held up by an administrator who acts as the user', async () => {
  const user = await colleague(identity, master);
  await browser(identity, user.cookie).get('/v1/sessions/current').expect(200);
  await browser(identity, user.cookie).delete('/v1/sessions/current').expect(204);
  const administrator = await colleague(identity, master);
  const acting = await mirrored(identity, administrator, user);
  await acting.get('/v1/sessions/current').expect(200);
  await remove(user.userId).expect(200);
});

it('[L8] [L10] of whom nobody has signed in, the link of the invitation or the welcome mail dies with the user', async () => {
  const invited = await invite(identity, master);
  await remove(invited.userId).expect(200);
  const accepted = await browser(identity)
    .post('/v1/invitations/accept', {
      code: invited.code,
      password: goodPassword,
      firstName: 'Ben',
      lastName: 'Okoye',
    })
    .expect(404);
  expect(accepted.body).toMatchObject({ code: 'code.unknown' });
  const welcomed = await created(identity, master, 'one_off_shown');
  await remove(welcomed.userId).expect(200);
  await browser(identity)
    .post('/v1/sessions', { identifier: welcomed.email, password: welcomed.shown })
    .expect(401);
});

it('[L8] a removed user can be invited again: a new account with the same address, and the old one stays as it was', async () => {
  const email = newAddress();
  const before = await colleague(identity, master, email);
  await remove(before.userId).expect(200);
  const after = await colleague(identity, master, email);
  await browser(identity, after.cookie).get('/v1/sessions/current').expect(200);
  const rows = await identity.database.query<{ id: string; status: string; userName: string }[]>(
    `select id, status, user_name as "userName" from users where email_normalised = $1 order by created_at`,
    [email],
  );
  expect(rows).toMatchObject([
    { id: before.userId, status: 'removed', userName: before.userName },
    { id: after.userId, status: 'active', userName: before.userName },
  ]);
});

it('[L8] asks for the own password: a wrong one removes nobody, and tries are limited', async () => {
  const user = await colleague(identity, master);
  const guesser = await colleague(identity, master);
  const guess = () => remove(user.userId, { password: 'not the password' }, guesser);
  expect((await guess().expect(403)).body).toMatchObject({ code: 'password.wrong' });
  let answer = await guess();
  while (answer.status === 403) answer = await guess();
  expect(answer.body).toMatchObject({ code: 'rate.limited' });
  expect(await statusOf(user.userId)).toBe('active');
});

it.each([
  [409, 'user.last_master', refused('last_master', true)],
  [403, 'permission.missing', refused('permission_missing', true)],
] as const)(
  '[L8] answers %d %s where tenancy refuses so, and changes nothing',
  async (status, code, decision) => {
    const user = await colleague(identity, master);
    identity.tenancy.decide(() => decision);
    const { body } = await remove(user.userId).expect(status);
    expect(body).toMatchObject({ code });
    expect(await statusOf(user.userId)).toBe('active');
  },
);

it('[L8] removes nobody twice and never oneself, even where tenancy would', async () => {
  const user = await colleague(identity, master);
  await remove(user.userId).expect(200);
  expect((await remove(user.userId).expect(409)).body).toMatchObject({
    code: 'user.wrong_status',
    userStatus: 'removed',
  });
  expect((await remove(master.userId, { signOutFirst: true }).expect(409)).body).toMatchObject({
    code: 'user.self',
  });
});
