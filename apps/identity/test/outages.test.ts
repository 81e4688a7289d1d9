import { eventually, type TcpProxy, tcpProxy, testEnvironment } from '@tenantry/testing';
import { toldOrganizations } from '../src/organizations/told-organizations';
import {
  browser,
  colleague,
  cookieOf,
  eventsOf,
  goodPassword,
  invitation,
  newAddress,
  openAccount,
} from './support/people';
import { setStatus } from './support/tenancy-events';
import { type Identity, startIdentity } from './support/start-identity';

let identity: Identity;
let redisProxy: TcpProxy;
beforeEach(async () => {
  redisProxy = await tcpProxy(testEnvironment().redisUrl);
  identity = await startIdentity({ redisUrl: redisProxy.url });
});
afterEach(async () => {
  await identity.close();
  await redisProxy.close();
});

const signIn = (identifier: string) =>
  browser(identity).post('/v1/sessions', { identifier, password: goodPassword });

it('answers no command without tenancy, changes nothing, and still signs people in', async () => {
  const master = await openAccount(identity);
  const user = await colleague(identity, master);
  const viewer = await openAccount(identity);
  await identity.tenancy.close();

  const mine = browser(identity, viewer.cookie);
  const email = newAddress();
  for (const answer of [
    await mine.post(`/v1/users/${user.userId}/block`, { reason: 'Try' }),
    await mine.post(`/v1/users/${user.userId}/unblock`, { comment: null }),
    await mine.post(`/v1/users/${user.userId}/deactivate`, { reason: null }),
    await mine.post(`/v1/users/${user.userId}/activate`, { comment: null }),
    await mine.post(`/v1/users/${user.userId}/remove`, { password: viewer.password, reason: null }),
    await mine.patch(`/v1/users/${user.userId}`, { lastName: 'Stone' }, { 'if-match': '*' }),
    await mine.put(`/v1/users/${user.userId}/email`, { email }),
    await mine.post(`/v1/users/${user.userId}/support-report`, { text: 'Wrong' }),
    await mine.get(`/v1/users/${user.userId}`),
    await mine.get(`/v1/users/${user.userId}/history`),
    await mine.post('/v1/invitations', invitation(viewer.organizationId, [email])),
  ]) {
    expect(answer.status).toBe(503);
    expect(answer.body).toMatchObject({ code: 'decision.unavailable' });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  }
  expect(await eventsOf(identity, `user/${user.userId}`)).toHaveLength(2);
  expect(await identity.mailsTo(email)).toHaveLength(0);
  await signIn(user.email).expect(201);
});

it.each(['cut', 'freeze'] as const)(
  'lets nobody in while Redis is down (%s), and rolls a block back',
  async (how) => {
    const master = await openAccount(identity);
    const user = await colleague(identity, master);
    redisProxy[how]();

    const block = browser(identity, master.cookie).post(`/v1/users/${user.userId}/block`, { reason: 'Try' });
    expect((await block.expect(503)).body).toMatchObject({ code: 'session.unavailable' });
    expect((await signIn(user.email).expect(503)).body).toMatchObject({ code: 'session.unavailable' });
    await browser(identity, user.cookie).get('/v1/sessions/current').expect(503);
    const rows = await identity.database.query<object[]>(
      'select status, epoch, version from users where id = $1',
      [user.userId],
    );
    expect(rows).toEqual([{ status: 'active', epoch: 0, version: 2 }]);
    expect(await eventsOf(identity, `user/${user.userId}`)).toHaveLength(2);
  },
);

it('rolls a block back where Redis goes away between the session check and the epoch', async () => {
  const master = await openAccount(identity);
  const user = await colleague(identity, master);
  // Redis fails while tenancy decides.
  identity.tenancy.decide(() => {
    redisProxy.cut();
    return { allowed: true };
  });
  const answer = await browser(identity, master.cookie)
    .post(`/v1/users/${user.userId}/block`, { reason: 'Try' })
    .expect(503);
  expect(answer.body).toMatchObject({ code: 'session.unavailable' });
  const rows = await identity.database.query<object[]>('select status, version from users where id = $1', [
    user.userId,
  ]);
  expect(rows).toEqual([{ status: 'active', version: 2 }]);
});

it('signs in again where an epoch was raised by a block that was then rolled back', async () => {
  const master = await openAccount(identity);
  const user = await colleague(identity, master);
  await identity.redis.set(`epoch:${user.userId}`, '5', { EX: 60 });
  await browser(identity, user.cookie).get('/v1/sessions/current').expect(401);
  const cookie = cookieOf(await signIn(user.email).expect(201));
  await browser(identity, cookie).get('/v1/sessions/current').expect(200);
  await browser(identity, master.cookie)
    .post(`/v1/users/${user.userId}/block`, { reason: 'Now' })
    .expect(200);
  await browser(identity, cookie).get('/v1/sessions/current').expect(401);
});

it('[A14] suspends nothing half while Redis is down; after a minute of tries Redis is told when it is back', async () => {
  const user = await openAccount(identity);
  const { organizationId } = user;
  const statusNow = async () => {
    const [row] = await identity.database.query<{ status: string }[]>(
      'select status from organization where id = $1',
      [organizationId],
    );
    return row?.status;
  };
  redisProxy.cut();
  await expect(setStatus(identity, organizationId, 'suspended')).rejects.toMatchObject({
    code: 'session.unavailable',
  });
  expect(await statusNow()).toBe('active');
  await setStatus(identity, organizationId, 'suspended', 6);
  expect(await statusNow()).toBe('suspended');

  redisProxy.resume();
  await eventually(
    async () => {
      const { body } = await browser(identity, user.cookie).get('/v1/sessions/current').expect(401);
      expect(body).toMatchObject({ code: 'session.organization_suspended' });
    },
    { within: 10_000 },
  );
});

it('[A14] gives Redis back every organization that was ever suspended, as it is now', async () => {
  const [closed, reopened, never] = [
    await openAccount(identity),
    await openAccount(identity),
    await openAccount(identity),
  ];
  await setStatus(identity, closed.organizationId, 'closed');
  await setStatus(identity, reopened.organizationId, 'suspended');
  await setStatus(identity, reopened.organizationId, 'active');
  const told = await toldOrganizations(identity.database)();
  expect(
    new Map(told.map(({ organizationId, version, status }) => [organizationId, { version, status }])),
  ).toEqual(
    new Map([
      [closed.organizationId, { version: 2, status: 'closed' }],
      [reopened.organizationId, { version: 3, status: 'active' }],
    ]),
  );
  await browser(identity, never.cookie).get('/v1/sessions/current').expect(200);
});
