import { refused } from '@tenantry/domain';
import { browser, colleague, eventsOf, goodPassword, openAccount, type Person } from './support/people';
import { type Identity, startIdentity } from './support/start-identity';
import { command, answerOf, daysPass, happenedTo, quietFor, sweepOnce } from './support/sweep';
import { place, setPolicies, setStatus } from './support/tenancy-events';

let identity: Identity;
let master: Person;
beforeAll(async () => {
  identity = await startIdentity();
  master = await openAccount(identity);
});
afterAll(() => identity.close());
beforeEach(() => identity.tenancy.decide(() => ({ allowed: true })));

const profileOf = async (userId: string) =>
  (await browser(identity, master.cookie).get(`/v1/users/${userId}`).expect(200)).body as {
    status: string;
    deactivatesAt: string | null;
  };
const signIn = ({ email }: Person) =>
  browser(identity).post('/v1/sessions', { identifier: email, password: goodPassword });
const daysFromNow = (iso: string | null): number => (Date.parse(iso ?? '') - Date.now()) / 86_400_000;

it('[L7] warns 14, 3 and 1 days before, each once, says so on the page, and deactivates on the day: signed out, refused with the rule', async () => {
  const user = await colleague(identity, master);
  const { userId } = user;
  await quietFor(identity, [userId], 75.7);
  const quiet = await sweepOnce(identity);
  expect(quiet).toMatchObject({ warned: 0, deactivated: 0, keptAsLastMaster: 0 });
  expect(quiet.lookedAt).toBeGreaterThanOrEqual(2);
  expect((await profileOf(userId)).deactivatesAt).toBeNull();

  await daysPass(identity, [userId], 0.2);
  expect(await sweepOnce(identity)).toMatchObject({ warned: 1, deactivated: 0 });
  expect(await sweepOnce(identity)).toMatchObject({ warned: 0, deactivated: 0 });
  expect(daysFromNow((await profileOf(userId)).deactivatesAt)).toBeCloseTo(14.1, 1);
  for (const [days, warned] of [
    [10.8, 0],
    [0.2, 1],
    [1.8, 0],
    [0.2, 1],
    [0.9, 0],
  ] as const) {
    await daysPass(identity, [userId], days);
    expect(await sweepOnce(identity)).toMatchObject({ warned, deactivated: 0 });
  }
  await browser(identity, user.cookie).get('/v1/sessions/current').expect(200);
  await daysPass(identity, [userId], 0.3);
  expect(await sweepOnce(identity)).toMatchObject({ warned: 0, deactivated: 1 });
  expect(await happenedTo(identity, userId)).toEqual([
    'inactivity-warned 14',
    'inactivity-warned 3',
    'inactivity-warned 1',
    'deactivated',
  ]);
  expect((await eventsOf(identity, `user/${userId}`)).at(-1)).toMatchObject({
    actor: 'service/scheduler',
    data: { cause: 'inactivity', rule: { days: 90, since: expect.any(String) as string } },
  });
  await browser(identity, user.cookie).get('/v1/sessions/current').expect(401);
  expect((await signIn(user).expect(403)).body).toMatchObject({
    code: 'sign_in.inactive',
    cause: 'inactivity',
    daysWithoutSignIn: 90,
  });
  expect(await profileOf(userId)).toMatchObject({ status: 'inactive', deactivatesAt: null });
  expect(await sweepOnce(identity)).toMatchObject({ warned: 0, deactivated: 0 });
});

it('[L7] signing in is enough to stay; who was never told has three days, also who has never signed in', async () => {
  const stays = await colleague(identity, master);
  const never = await colleague(identity, master);
  await identity.database.query('update users set last_sign_in_at = null where id = $1', [never.userId]);
  await quietFor(identity, [stays.userId, never.userId], 200);
  expect(await sweepOnce(identity)).toMatchObject({ warned: 2, deactivated: 0 });
  expect(daysFromNow((await profileOf(never.userId)).deactivatesAt)).toBeCloseTo(3, 1);
  await signIn(stays).expect(201);
  expect((await profileOf(stays.userId)).deactivatesAt).toBeNull();
  await daysPass(identity, [never.userId], 2.1);
  expect(await sweepOnce(identity)).toMatchObject({ warned: 1, deactivated: 0 });
  await daysPass(identity, [never.userId], 1);
  expect(await sweepOnce(identity)).toMatchObject({ warned: 0, deactivated: 1 });
  expect(await happenedTo(identity, never.userId)).toEqual([
    'inactivity-warned 3',
    'inactivity-warned 1',
    'deactivated',
  ]);
  expect(await happenedTo(identity, stays.userId)).toEqual(['inactivity-warned 3']);
});

it('[L7] the clock begins anew with the return into service, a change of the policy and a reopening; never is never', async () => {
  const [reactivated, unblocked, below, halted, spared] = [
    await colleague(identity, master),
    await colleague(identity, master),
    await openAccount(identity),
    await openAccount(identity),
    await openAccount(identity),
  ];
  for (const { organizationId } of [below, halted, spared])
    await place(identity, [master.organizationId, organizationId]);
  await quietFor(
    identity,
    [reactivated, unblocked, below, halted, spared].map(({ userId }) => userId),
    100,
  );
  const act = (userId: string, verb: string, body: object) =>
    browser(identity, master.cookie).post(`/v1/users/${userId}/${verb}`, body).expect(200);
  await act(reactivated.userId, 'deactivate', { reason: null });
  await act(reactivated.userId, 'activate', { comment: null });
  await act(unblocked.userId, 'block', { reason: 'Lost phone' });
  await act(unblocked.userId, 'unblock', { comment: null });
  await setPolicies(identity, below.organizationId, { inactivityDays: 20 });
  await setStatus(identity, halted.organizationId, 'suspended');
  await setPolicies(identity, spared.organizationId, { inactivityDays: 0 });
  expect(await sweepOnce(identity)).toMatchObject({ warned: 0, deactivated: 0 });
  await setStatus(identity, halted.organizationId, 'active');
  expect(await sweepOnce(identity)).toMatchObject({ warned: 0, deactivated: 0 });

  // Another policy changes nothing about this one; the shortened one warns before it holds.
  const since = (id: string, days: number) =>
    identity.database.query(
      `update organization set inactivity_changed_at = now() - $2 * interval '1 day' where id = $1`,
      [id, days],
    );
  await since(below.organizationId, 6.5);
  await setPolicies(identity, below.organizationId, { inactivityDays: 20, idleSeconds: 600 });
  expect(await sweepOnce(identity)).toMatchObject({ warned: 1, deactivated: 0 });
  expect(await happenedTo(identity, below.userId, 3)).toEqual(['inactivity-warned 14']);
  // Removed, the inherited one holds, and its time begins.
  await setPolicies(identity, below.organizationId, {});
  expect((await profileOf(below.userId)).deactivatesAt).toBeNull();
  expect(await sweepOnce(identity)).toMatchObject({ warned: 0, deactivated: 0 });
});

it('[L7] the last master of an organization stays, which is said once; of others nothing is thereby held up', async () => {
  const last = await openAccount(identity);
  const other = await colleague(identity, last);
  const both = [last.userId, other.userId];
  await quietFor(identity, both, 200);
  expect(await sweepOnce(identity)).toMatchObject({ warned: 2 });
  identity.tenancy.decide((question) =>
    question.about === 'user' && question.userId === last.userId
      ? refused('last_master', true)
      : { allowed: true },
  );
  identity.tenancy.asked.length = 0;
  await daysPass(identity, both, 3.1);
  expect(await sweepOnce(identity)).toMatchObject({ warned: 0, deactivated: 1, keptAsLastMaster: 1 });
  expect(identity.tenancy.asked).toHaveLength(2);
  expect(identity.tenancy.asked).toContainEqual({
    actorId: 'rule',
    question: { about: 'user', act: 'user.deactivate', userId: last.userId, claimAtVersion: 4 },
  });
  expect(await sweepOnce(identity)).toMatchObject({ deactivated: 0, keptAsLastMaster: 0 });
  expect(await happenedTo(identity, last.userId, 3)).toEqual(['inactivity-warned 3', 'kept-active']);
  identity.tenancy.decide(() => ({ allowed: true }));
  expect(await profileOf(last.userId)).toMatchObject({ status: 'active', deactivatesAt: null });
  // Once there is another master, the rule holds: from a day on that they are told of first.
  expect(await sweepOnce(identity)).toMatchObject({ warned: 1, deactivated: 0 });
  expect(await sweepOnce(identity)).toMatchObject({ warned: 0, deactivated: 0 });
  await daysPass(identity, [last.userId], 3.1);
  expect(await sweepOnce(identity)).toMatchObject({ deactivated: 1 });
});

it('[L7] while tenancy does not answer nobody is deactivated, and the run goes on when it does; who has signed in meanwhile stays', async () => {
  const user = await colleague(identity, master);
  await quietFor(identity, [user.userId], 200);
  await sweepOnce(identity);
  await daysPass(identity, [user.userId], 3.1);
  let asked = 0;
  identity.tenancy.decide(() => {
    asked += 1;
    if (asked <= 2) throw new Error('tenancy is down');
    return { allowed: true };
  });
  expect(await sweepOnce(identity)).toMatchObject({ deactivated: 1 });
  expect(asked).toBe(3);

  const crossed = await colleague(identity, master);
  await quietFor(identity, [crossed.userId], 200);
  await sweepOnce(identity);
  await daysPass(identity, [crossed.userId], 3.1);
  // Between the look-up and the lock: tenancy is asked there.
  identity.tenancy.decide(async () => {
    await signIn(crossed).expect(201);
    return { allowed: true };
  });
  expect(await sweepOnce(identity)).toMatchObject({ deactivated: 0 });
  expect(await profileOf(crossed.userId)).toMatchObject({ status: 'active', deactivatesAt: null });
});

it('[B6] answers a run once however often its command arrives, tells how far it is, and ends two of at the same time', async () => {
  const runId = await command(identity);
  await command(identity, runId);
  const replicas = [identity.sweep({ reportEveryMs: 0 }), identity.sweep({ reportEveryMs: 0 })];
  await answerOf(identity, runId);
  await command(identity, runId);
  const others = [await command(identity), await command(identity)];
  await Promise.all(others.map((other) => answerOf(identity, other)));
  await Promise.all(replicas.map((each) => each.stop()));
  const events = await eventsOf(identity, `job-run/${runId}`);
  expect(events.map(({ version }) => version)).toEqual(events.map((_, at) => at + 1));
  expect(events.map(({ type }) => type)).toEqual([
    ...events.slice(1).map(() => 'identity.job.progressed.v1'),
    'identity.job.finished.v1',
  ]);
  expect(events.length).toBeGreaterThan(1);
});
