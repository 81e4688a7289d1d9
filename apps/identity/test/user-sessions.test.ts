import { refused } from '@tenantry/domain';
import {
  browser,
  colleague,
  cookieOf,
  eventsOf,
  goodPassword,
  openAccount,
  type Person,
} from './support/people';
import { type Identity, startIdentity } from './support/start-identity';
import { allowed, unseen } from './support/tenancy';

type Listed = { items: { sessionId: string; current: boolean; mirrored: boolean }[] };

let identity: Identity;
let master: Person;
beforeAll(async () => {
  identity = await startIdentity();
  master = await openAccount(identity);
});
afterAll(() => identity.close());
beforeEach(() => identity.tenancy.decide(() => allowed));

const signIn = async ({ email }: Person) =>
  cookieOf(
    await browser(identity).post('/v1/sessions', { identifier: email, password: goodPassword }).expect(201),
  );
const asMaster = () => browser(identity, master.cookie);
const listed = async (userId: string) =>
  ((await asMaster().get(`/v1/users/${userId}/sessions`).expect(200)).body as Listed).items;
const current = (cookie: string) => browser(identity, cookie).get('/v1/sessions/current');
const stateOf = async (cookie: string) => (await current(cookie)).status;
const idleOf = async (cookie: string) =>
  ((await current(cookie).expect(200)).body as { idleSeconds: number }).idleSeconds;
const lastEvent = async (userId: string) => (await eventsOf(identity, `user/${userId}`)).at(-1);

describe('[L13] a user’s sessions', () => {
  it('are listed for whoever may end them, and end one by one with an event', async () => {
    const ana = await colleague(identity, master);
    const other = await signIn(ana);
    const items = await listed(ana.userId);
    expect(items).toHaveLength(2);
    expect(items.every(({ current }) => !current)).toBe(true);
    const path = `/v1/users/${ana.userId}/sessions/${items[0]?.sessionId}`;
    const { body } = await asMaster().delete(path).expect(200);
    expect(body).toMatchObject({ subject: `user/${ana.userId}` });
    expect((await Promise.all([ana.cookie, other].map(stateOf))).sort()).toEqual([200, 401]);
    await asMaster().delete(path).expect(404);
    expect(await lastEvent(ana.userId)).toMatchObject({
      type: 'identity.user.sessions-ended.v1',
      actor: `user/${master.userId}`,
      data: { userId: ana.userId, scope: 'one' },
      personal: { comment: null },
      version: (body as { version: number }).version,
    });
    // Those of somebody else are not found under this user.
    const mine = (await asMaster().get('/v1/sessions')).body as Listed;
    const [own] = mine.items;
    await asMaster().delete(`/v1/users/${ana.userId}/sessions/${own?.sessionId}`).expect(404);
    expect(await stateOf(master.cookie)).toBe(200);
  });

  it('all end with a comment, and those who sign in afterwards stay', async () => {
    const ana = await colleague(identity, master);
    const other = await signIn(ana);
    await asMaster().delete(`/v1/users/${ana.userId}/sessions`, { comment: 'Laptop was stolen' }).expect(200);
    expect(await Promise.all([ana.cookie, other].map(stateOf))).toEqual([401, 401]);
    expect(await listed(ana.userId)).toEqual([]);
    expect(await lastEvent(ana.userId)).toMatchObject({
      data: { scope: 'all' },
      personal: { comment: 'Laptop was stolen' },
    });
    expect(await stateOf(await signIn(ana))).toBe(200);
    await asMaster().delete(`/v1/users/${ana.userId}/sessions`).expect(200);
    expect(await lastEvent(ana.userId)).toMatchObject({ personal: { comment: null } });
  });

  it.each([
    ['unseen', unseen, 404, 'user.not_found'],
    ['without the permission', refused('permission_missing', true), 403, 'permission.missing'],
    ['under mirroring', refused('mirroring', true), 403, 'mirroring.not_allowed'],
    ['oneself', refused('self', true), 409, 'user.self'],
  ] as const)('are nobody’s business: %s', async (_case, decision, status, code) => {
    const ana = await colleague(identity, master);
    const [held] = await listed(ana.userId);
    identity.tenancy.decide(() => decision);
    const bea = browser(identity, (await openAccount(identity)).cookie);
    for (const answer of [
      await bea.get(`/v1/users/${ana.userId}/sessions`),
      await bea.delete(`/v1/users/${ana.userId}/sessions`),
      await bea.delete(`/v1/users/${ana.userId}/sessions/${held?.sessionId}`),
    ])
      expect([answer.status, answer.body]).toMatchObject([status, { code }]);
    expect(await stateOf(ana.cookie)).toBe(200);
  });
});

describe('[C9] the idle limit of one user', () => {
  const setLimit = (userId: string, idleSeconds: unknown) =>
    asMaster().put(`/v1/users/${userId}/idle-limit`, { idleSeconds });
  const profileOf = async (userId: string) => (await asMaster().get(`/v1/users/${userId}`).expect(200)).body;

  it('holds in running sessions from the next request on, and in new ones', async () => {
    const ana = await colleague(identity, master);
    expect(await profileOf(ana.userId)).toMatchObject({
      idleSeconds: null,
      idleLimit: { seconds: 1800, source: 'default' },
    });
    await setLimit(ana.userId, 90).expect(200);
    expect([await idleOf(ana.cookie), await idleOf(await signIn(ana))]).toEqual([90, 90]);
    expect(await profileOf(ana.userId)).toMatchObject({
      idleSeconds: 90,
      idleLimit: { seconds: 90, source: 'user' },
    });
    const event = await lastEvent(ana.userId);
    expect(event).toMatchObject({ type: 'identity.user.profile-changed.v1', data: { idleSeconds: 90 } });
    await setLimit(ana.userId, 90).expect(200);
    expect(await lastEvent(ana.userId)).toEqual(event);
  });

  it('gives way to the policy of the organization again', async () => {
    const owner = await openAccount(identity);
    await identity.database.query('update organization set idle_seconds = 600 where id = $1', [
      owner.organizationId,
    ]);
    await setLimit(owner.userId, 3600).expect(200);
    expect(await idleOf(owner.cookie)).toBe(3600);
    await setLimit(owner.userId, null).expect(200);
    expect(await idleOf(owner.cookie)).toBe(600);
    expect(await profileOf(owner.userId)).toMatchObject({
      idleSeconds: null,
      idleLimit: { seconds: 600, source: 'policy' },
    });
  });

  it.each([59, 86_401, 90.5, '90', undefined])('is not %s seconds', async (seconds) => {
    const { body } = await setLimit(master.userId, seconds).expect(400);
    expect(body).toMatchObject({ code: 'request.invalid', errors: [{ pointer: '/idleSeconds' }] });
  });

  it.each([
    ['unseen', unseen, 404],
    ['without the permission', refused('permission_missing', true), 403],
  ] as const)('is not set by everybody: %s', async (_case, decision, status) => {
    identity.tenancy.decide(() => decision);
    await setLimit((await openAccount(identity)).userId, 60).expect(status);
  });
});

it('[C10] whom signing in refuses is told in which environment they are', async () => {
  const { body } = await browser(identity)
    .post('/v1/sessions', { identifier: 'nobody@acme.example', password: 'a wrong password' })
    .expect(401);
  expect(body).toMatchObject({ code: 'sign_in.refused', environment: 'test' });
  expect((body as { detail: string }).detail).toContain('This is test.');
});
