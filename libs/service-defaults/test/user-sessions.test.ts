import { randomUUID } from 'node:crypto';
import { eventually } from '@tenantry/testing';
import {
  connectRedis,
  createLogger,
  presence,
  Problem,
  type RedisClient,
  sessionChecker,
  sessionStore,
  startSessionGuard,
} from '../src';
import { sessionId } from '../src/sessions/session-secret';
import { testRedisUrl } from './redis-for-tests';

const environment = 'test';
const organizationId = randomUUID();
const twelveHours = 12 * 60 * 60;
const origin = { browser: 'Firefox', system: 'Windows', address: '192.0.2.7' };

let redis: RedisClient;
beforeAll(async () => {
  redis = await connectRedis(testRedisUrl(), createLogger('test', 'silent'));
});
afterAll(() => redis.close());
beforeEach(async () => {
  await redis.flushDb();
  await redis.set(`ready:${await redis.runId()}`, '1');
});

const store = () => sessionStore(redis, { environment });
const check = (own: string, { extend = true, mirrored }: { extend?: boolean; mirrored?: string } = {}) =>
  sessionChecker(redis, { environment }).check({ own, mirrored }, { extend });
const stateOf = async (own: string, mirrored?: string) =>
  (await check(own, mirrored ? { mirrored } : {})).state;
const signIn = (userId: string, epoch = 0, idleSeconds = 1800) =>
  store().create({ userId, organizationId, epoch, idleSeconds, origin });
const keyOf = (secret: string) => `session:${sessionId(secret)}`;
const idsOf = async (userId: string) => (await store().list(userId)).map(({ id }) => id);
const entriesOf = (userId: string) => redis.hLen(`sessions:${userId}`);

describe('[C1] the sessions of a user', () => {
  it('are listed with where and when they began and were last used, the last used first', async () => {
    const userId = randomUUID();
    const [first, second] = [await signIn(userId), await signIn(userId)];
    await signIn(randomUUID());
    await redis.hSet(keyOf(second.secret), 'seen', String(Date.now() - 60_000));
    const listed = await store().list(userId);
    expect(listed.map(({ id }) => id)).toEqual([first.session.id, second.session.id]);
    expect(listed[0]).toMatchObject({
      ...origin,
      createdAt: first.session.createdAt,
      lastRequestAt: first.session.createdAt,
      idleSeconds: 1800,
      mirrored: false,
    });
    expect(JSON.stringify(listed)).not.toContain(first.secret);
    await redis.hSet(keyOf(second.secret), 'seen', '0');
    await check(second.secret, { extend: false });
    const [last] = await store().list(userId);
    expect(last?.id).toBe(second.session.id);
    expect(Date.now() - (last?.lastRequestAt.getTime() ?? 0)).toBeLessThan(10_000);
  });

  it('hold where what raised the epoch before has failed since, and end when it is raised again', async () => {
    const userId = randomUUID();
    await store().raiseEpoch(userId, 0);
    const { secret } = await signIn(userId, 0);
    expect(await stateOf(secret)).toBe('ok');
    await store().raiseEpoch(userId, 0);
    expect(await stateOf(secret)).toBe('ended');
  });

  it('leave the list when they end, whichever way, and take their entry along', async () => {
    const userId = randomUUID();
    const [signedOut, idle, ended, left] = [
      await signIn(userId),
      await signIn(userId),
      await signIn(userId),
      await signIn(userId),
    ];
    expect(await store().end(signedOut.secret)).toBe(signedOut.session.id);
    expect(await store().end(signedOut.secret)).toBeNull();
    await redis.del(keyOf(idle.secret));
    expect(await store().endListed(ended.session)).toBe(true);
    expect(await store().endListed(ended.session)).toBe(false);
    expect(await stateOf(ended.secret)).toBe('ended');
    expect(await idsOf(userId)).toEqual([left.session.id]);
    expect(await entriesOf(userId)).toBe(1);
    await store().raiseEpoch(userId, 0);
    expect(await idsOf(userId)).toEqual([]);
    expect(await entriesOf(userId)).toBe(0);
  });

  it('never hold what ended by an epoch that only an old copy of the list knows', async () => {
    const userId = randomUUID();
    await signIn(userId);
    const copy = await redis.hGetAll(`sessions:${userId}`);
    await store().raiseEpoch(userId, 0);
    await redis.hSet(`sessions:${userId}`, copy);
    expect(await idsOf(userId)).toEqual([]);
  });

  it('are forgotten as soon as none of them can live any more', async () => {
    const userId = randomUUID();
    await signIn(userId);
    const left = await redis.ttl(`sessions:${userId}`);
    expect(left).toBeGreaterThan(twelveHours - 10);
    expect(left).toBeLessThanOrEqual(twelveHours);
  });

  it('are at most a hundred: beyond that the one that was not used for longest ends', async () => {
    const userId = randomUUID();
    const sessions = [];
    for (let count = 0; count < 100; count += 1) sessions.push(await signIn(userId));
    const [forgotten, gone] = [sessions[41], sessions[57]];
    await redis.hSet(keyOf(forgotten?.secret ?? ''), 'seen', '1');
    await redis.del(keyOf(gone?.secret ?? ''));
    await signIn(userId);
    expect(await stateOf(forgotten?.secret ?? '')).toBe('ok');
    await redis.hSet(keyOf(forgotten?.secret ?? ''), 'seen', '1');
    await signIn(userId);
    expect(await stateOf(forgotten?.secret ?? '')).toBe('ended');
    expect(await idsOf(userId)).toHaveLength(100);
    expect(await entriesOf(userId)).toBe(100);
  });

  it('end but for one, which goes on also where the next ones are of a higher epoch', async () => {
    const userId = randomUUID();
    const [kept, other] = [await signIn(userId), await signIn(userId)];
    const administrator = await signIn(randomUUID());
    const acting = await store().mirror({
      own: administrator.session,
      userId,
      organizationId,
      organizationPath: undefined,
      epoch: 0,
    });
    const epoch = await store().raiseEpoch(userId, 7, kept.session);
    expect(await stateOf(kept.secret)).toBe('ok');
    expect(await stateOf(other.secret)).toBe('ended');
    expect(await stateOf(administrator.secret, acting.secret)).toBe('mirroring_ended');
    expect(await idsOf(userId)).toEqual([kept.session.id]);
    await signIn(userId, epoch);
    expect(await idsOf(userId)).toHaveLength(2);
    await store().raiseEpoch(userId, epoch);
    expect(await stateOf(kept.secret)).toBe('ended');
  });

  it('[A11] tell that somebody acts as the user, for as long as they can', async () => {
    const [userId, administrator] = [randomUUID(), await signIn(randomUUID())];
    const mirroring = { userId, organizationId, organizationPath: undefined, epoch: 0 };
    const { secret } = await store().mirror({ own: administrator.session, ...mirroring });
    const nothing = { browser: null, system: null, address: null, idleSeconds: null };
    expect(await store().list(userId)).toMatchObject([{ mirrored: true, ...nothing }]);
    expect(await store().list(administrator.session.userId)).toMatchObject([{ mirrored: false }]);
    expect(await stateOf(administrator.secret, secret)).toBe('ok');
    await store().raiseEpoch(administrator.session.userId, 0);
    expect(await store().list(userId)).toEqual([]);
  });

  it('[C10] of another environment are not among them', async () => {
    const userId = randomUUID();
    const elsewhere = sessionStore(redis, { environment: 'staging' });
    await elsewhere.create({ userId, organizationId, epoch: 0, idleSeconds: 1800 });
    expect(await idsOf(userId)).toEqual([]);
    expect(await elsewhere.list(userId)).toHaveLength(1);
  });
});

describe('[C9] the idle limit of running sessions', () => {
  it('changes from the next request on, in seconds, and nobody is idle for longer', async () => {
    const userId = randomUUID();
    const [own, elsewhere] = [await signIn(userId), await signIn(userId, 0, 60)];
    const other = await signIn(randomUUID());
    await store().limitIdle(userId, 90);
    expect(await redis.ttl(keyOf(own.secret))).toBeLessThanOrEqual(90);
    // A longer one counts from the last request that extended it.
    expect(await redis.ttl(keyOf(elsewhere.secret))).toBeGreaterThan(80);
    await redis.expire(keyOf(elsewhere.secret), 20);
    await store().limitIdle(userId, 100);
    expect(await redis.ttl(keyOf(elsewhere.secret))).toBeLessThanOrEqual(30);
    await store().limitIdle(userId, 90);
    await check(elsewhere.secret, { extend: false });
    expect(await redis.ttl(keyOf(elsewhere.secret))).toBeLessThanOrEqual(30);
    const answer = await check(elsewhere.secret);
    expect(answer).toMatchObject({ state: 'ok', session: { idleSeconds: 90 } });
    expect(await redis.ttl(keyOf(elsewhere.secret))).toBeGreaterThan(80);
    expect(await check(other.secret)).toMatchObject({ session: { idleSeconds: 1800 } });
  });

  it('is never longer than the session may live', async () => {
    const userId = randomUUID();
    const { secret } = await signIn(userId);
    await redis.hSet(keyOf(secret), 'created', String(Date.now() - (twelveHours - 300) * 1000));
    await store().limitIdle(userId, twelveHours);
    expect(await redis.ttl(keyOf(secret))).toBeLessThanOrEqual(300);
  });

  it('[A11] leaves the time of those who act as the user alone', async () => {
    const [userId, administrator] = [randomUUID(), await signIn(randomUUID())];
    const mirroring = { userId, organizationId, organizationPath: undefined, epoch: 0 };
    const { secret } = await store().mirror({ own: administrator.session, ...mirroring });
    await store().limitIdle(userId, 60);
    expect(await redis.ttl(keyOf(secret))).toBeGreaterThan(1700);
  });
});

describe('presence', () => {
  it('is remembered after the last session has ended', async () => {
    const userId = randomUUID();
    expect(await presence(redis).lastSeen(userId)).toBeNull();
    const { secret } = await signIn(userId);
    await check(secret, { extend: false });
    await store().end(secret);
    expect(await presence(redis).onlineAmong([userId])).toEqual(new Set());
    const seen = await presence(redis).lastSeen(userId);
    expect(Date.now() - (seen?.getTime() ?? 0)).toBeLessThan(10_000);
    expect(await redis.ttl(`seen:${userId}`)).toBeGreaterThan(29 * 24 * 60 * 60);
  });
});

describe('a Redis that lost or reverted its data', () => {
  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => 'answered',
      (error: unknown) => (error instanceof Problem ? error.code : error),
    );

  it('tells nobody their sessions and takes no new limit', async () => {
    const userId = randomUUID();
    await signIn(userId);
    await redis.del(`ready:${await redis.runId()}`);
    expect(await codeOf(store().list(userId))).toBe('session.unavailable');
    expect(await codeOf(store().limitIdle(userId, 60))).toBe('session.unavailable');
  });

  it('has no session again that was ended alone', async () => {
    const userId = randomUUID();
    const [ended, other] = [await signIn(userId), await signIn(userId)];
    const copies = [ended, other].map(async ({ secret }) => [
      keyOf(secret),
      await redis.hGetAll(keyOf(secret)),
    ]);
    const copy = (await Promise.all(copies)) as [string, Record<string, string>][];
    await store().endListed(ended.session);
    await redis.flushDb();
    for (const [key, value] of copy) await redis.hSet(key, value);
    const asked: Date[] = [];
    const guard = startSessionGuard({
      redis,
      epochsRaisedSince: () => Promise.resolve([]),
      endedSince: (since) => (asked.push(since), Promise.resolve([ended.session.id])),
      toldOrganizations: () => Promise.resolve([]),
    });
    await eventually(async () => expect(await codeOf(check(other.secret))).toBe('answered'));
    expect(await stateOf(other.secret)).toBe('ok');
    expect(await stateOf(ended.secret)).toBe('ended');
    expect(asked[0]?.getTime()).toBeLessThanOrEqual(Date.now() - twelveHours * 1000);
    await guard.stop();
  });
});
