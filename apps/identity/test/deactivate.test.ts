import { randomUUID } from 'node:crypto';
import { refused } from '@tenantry/domain';
import {
  browser,
  colleague,
  eventsOf,
  goodPassword,
  invite,
  openAccount,
  type Person,
} from './support/people';
import { type Identity, startIdentity } from './support/start-identity';
import { unseen } from './support/tenancy';

let identity: Identity;
let master: Person;
beforeAll(async () => {
  identity = await startIdentity();
  master = await openAccount(identity);
});
afterAll(() => identity.close());
beforeEach(() => identity.tenancy.decide(() => ({ allowed: true })));

const act = (userId: string, verb: 'deactivate' | 'activate' | 'block', body: object) =>
  browser(identity, master.cookie).post(`/v1/users/${userId}/${verb}`, body);
const profileOf = async (userId: string) =>
  (await browser(identity, master.cookie).get(`/v1/users/${userId}`).expect(200)).body as object;
const signIn = ({ email }: Person) =>
  browser(identity).post('/v1/sessions', { identifier: email, password: goodPassword });

it('[L5] deactivates with a reason: signed out at the next request, refused with cause, told who did it and when', async () => {
  const user = await colleague(identity, master);
  await browser(identity, user.cookie).get('/v1/sessions/current').expect(200);
  const { body } = await act(user.userId, 'deactivate', { reason: ' On leave ' }).expect(200);
  expect(body).toEqual({ subject: `user/${user.userId}`, version: 3 });

  await browser(identity, user.cookie).get('/v1/sessions/current').expect(401);
  expect((await signIn(user).expect(403)).body).toMatchObject({
    code: 'sign_in.inactive',
    cause: 'manual',
    reason: 'On leave',
  });
  expect((await eventsOf(identity, `user/${user.userId}`)).at(-1)).toMatchObject({
    version: 3,
    type: 'identity.user.deactivated.v1',
    actor: `user/${master.userId}`,
    data: { userId: user.userId, cause: 'manual' },
    personal: { reason: 'On leave' },
  });
  const profile = (await profileOf(user.userId)) as { inactive: { since: string } };
  expect(profile).toMatchObject({
    status: 'inactive',
    inactive: { cause: 'manual', reason: 'On leave' },
    statusChange: {
      at: profile.inactive.since,
      actor: { kind: 'user', id: master.userId, name: 'Ana Ruiz' },
      onBehalfOf: null,
    },
  });
});

it('[L5] activates again: the old password opens, old sessions stay ended, nothing of the reason stays', async () => {
  const user = await colleague(identity, master);
  await act(user.userId, 'deactivate', { reason: null }).expect(200);
  const { body } = await act(user.userId, 'activate', { comment: 'Back' }).expect(200);
  expect(body).toMatchObject({ version: 4 });
  expect((await eventsOf(identity, `user/${user.userId}`)).at(-1)).toMatchObject({
    type: 'identity.user.reactivated.v1',
    personal: { comment: 'Back' },
  });
  await browser(identity, user.cookie).get('/v1/sessions/current').expect(401);
  await signIn(user).expect(201);
  expect(await profileOf(user.userId)).toMatchObject({
    status: 'active',
    inactive: null,
    statusChange: null,
  });
});

it('[L5] [L6] names no administrator whom the reader does not see', async () => {
  const user = await colleague(identity, master);
  await act(user.userId, 'block', { reason: 'Lost phone' }).expect(200);
  identity.tenancy.decide((question) =>
    question.about === 'user' && question.userId === master.userId ? unseen : { allowed: true },
  );
  const reader = await colleague(identity, master);
  const { body } = await browser(identity, reader.cookie).get(`/v1/users/${user.userId}`).expect(200);
  expect(body).toMatchObject({ statusChange: { actor: { id: master.userId, name: null } } });
});

it('[L5] [L6] answers 409 with the present status to what the table does not have, and changes nothing', async () => {
  const active = await colleague(identity, master);
  const blocked = await colleague(identity, master);
  await act(blocked.userId, 'block', { reason: 'Once' }).expect(200);
  const inactive = await colleague(identity, master);
  await act(inactive.userId, 'deactivate', { reason: null }).expect(200);
  const pending = await invite(identity, master);
  const tries = [
    [active.userId, 'activate', { comment: null }, 'active'],
    [blocked.userId, 'deactivate', { reason: null }, 'blocked'],
    [blocked.userId, 'activate', { comment: null }, 'blocked'],
    [inactive.userId, 'deactivate', { reason: null }, 'inactive'],
    [inactive.userId, 'block', { reason: 'Too' }, 'inactive'],
    [pending.userId, 'deactivate', { reason: null }, 'pending'],
  ] as const;
  for (const [userId, verb, request, userStatus] of tries) {
    const before = await eventsOf(identity, `user/${userId}`);
    const { body } = await act(userId, verb, request).expect(409);
    expect(body).toMatchObject({ userStatus });
    expect(await eventsOf(identity, `user/${userId}`)).toEqual(before);
  }
});

it.each([
  [404, 'user.not_found', unseen],
  [403, 'permission.missing', refused('permission_missing', true)],
  [409, 'user.self', refused('self', true)],
  [409, 'user.last_master', refused('last_master', true)],
] as const)(
  '[L5] answers %d %s where tenancy refuses so, and changes nothing',
  async (status, code, decision) => {
    const user = await colleague(identity, master);
    identity.tenancy.decide(() => decision);
    const { body } = await act(user.userId, 'deactivate', { reason: null }).expect(status);
    expect(body).toMatchObject({ code });
    await browser(identity, user.cookie).get('/v1/sessions/current').expect(200);
    expect(await eventsOf(identity, `user/${user.userId}`)).toHaveLength(2);
  },
);

it('[L5] has tenancy keep another master for the organization until it is done', async () => {
  const user = await colleague(identity, master);
  identity.tenancy.asked.length = 0;
  await act(user.userId, 'deactivate', { reason: null }).expect(200);
  expect(identity.tenancy.asked).toEqual([
    {
      actorId: master.userId,
      question: { about: 'user', act: 'user.deactivate', userId: user.userId, claimAtVersion: 2 },
    },
  ]);
});

it.each([
  ['deactivate', {}, '/reason'],
  ['deactivate', { reason: '  ' }, '/reason'],
  ['activate', { comment: 'x'.repeat(1001) }, '/comment'],
] as const)('[L5] refuses to %s with %j', async (verb, body, pointer) => {
  const answer = await act(randomUUID(), verb, body).expect(400);
  expect(answer.body).toMatchObject({ code: 'request.invalid', errors: [{ pointer }] });
});
