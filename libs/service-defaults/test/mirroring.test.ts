import { randomUUID } from 'node:crypto';
import request from 'supertest';
import {
  actingIn,
  connectRedis,
  createHttpApp,
  createLogger,
  mirrorCookie,
  presence,
  type RedisClient,
  requireOwnSession,
  requireSession,
  sessionChecker,
  sessionCookie,
  sessionStore,
  writtenBy,
} from '../src';
import { sessionId } from '../src/sessions/session-secret';
import { testRedisUrl } from './redis-for-tests';

const logger = createLogger('test', 'silent');
const environment = 'test';
const [above, below] = [randomUUID(), randomUUID()];
const idleSeconds = 1800;

let redis: RedisClient;
beforeAll(async () => {
  redis = await connectRedis(testRedisUrl(), logger);
});
afterAll(() => redis.close());
beforeEach(async () => {
  await redis.flushDb();
  await redis.set(`ready:${await redis.runId()}`, '1');
});

const store = () => sessionStore(redis, { environment });
const check = (own: string, mirrored?: string, extend = true) =>
  sessionChecker(redis, { environment }).check({ own, mirrored }, { extend });
const stateOf = async (own: string, mirrored?: string) => (await check(own, mirrored)).state;
const keyOf = (secret: string) => `session:${sessionId(secret)}`;
const signIn = async (userId = randomUUID()) => ({
  userId,
  ...(await store().create({
    userId,
    organizationId: above,
    organizationPath: [above],
    epoch: 0,
    idleSeconds,
  })),
});
/** Somebody who acts as somebody else of an organization below. */
async function mirroring(epoch = 0) {
  const own = await signIn();
  const userId = randomUUID();
  const mirrored = await store().mirror({
    own: own.session,
    userId,
    organizationId: below,
    organizationPath: [above, below],
    epoch,
  });
  return { own, userId, mirrored };
}

describe('a mirrored session', () => {
  it('[A11] shows the mirrored user, and who really acts', async () => {
    const { own, userId, mirrored } = await mirroring();
    expect(await check(own.secret, mirrored.secret)).toEqual({
      state: 'ok',
      session: {
        ...own.session,
        userId,
        organizationId: below,
        mirroring: { byUserId: own.userId, startedAt: mirrored.startedAt, until: mirrored.until },
      },
    });
    expect(await check(own.secret)).toEqual({ state: 'ok', session: own.session });
    const stored = JSON.stringify([await redis.keys('*'), await redis.hGetAll(keyOf(mirrored.secret))]);
    expect(stored).not.toContain(mirrored.secret);
    expect(stored).not.toContain(own.secret);
  });

  it('[A11] lasts half an hour and is never extended; what is done with it extends one’s own', async () => {
    const { own, mirrored } = await mirroring();
    expect(mirrored.until.getTime() - mirrored.startedAt.getTime()).toBe(1_800_000);
    await redis.expire(keyOf(own.secret), 60);
    await redis.expire(keyOf(mirrored.secret), 50);
    await check(own.secret, mirrored.secret);
    expect(await redis.ttl(keyOf(own.secret))).toBeGreaterThan(idleSeconds - 10);
    expect(await redis.ttl(keyOf(mirrored.secret))).toBeLessThanOrEqual(50);

    await redis.hSet(keyOf(mirrored.secret), 'until', String(Date.now() - 1));
    expect(await stateOf(own.secret, mirrored.secret)).toBe('mirroring_ended');
    expect(await redis.exists(keyOf(mirrored.secret))).toBe(0);
    expect(await stateOf(own.secret)).toBe('ok');
  });

  it('[A11] holds only beside the session that began it, and is not one’s own', async () => {
    const { own, mirrored } = await mirroring();
    const another = await signIn(own.userId);
    const stranger = await mirroring();
    expect(await stateOf(mirrored.secret)).toBe('ended');
    expect(await stateOf(mirrored.secret, mirrored.secret)).toBe('ended');
    expect(await stateOf(another.secret, mirrored.secret)).toBe('mirroring_ended');
    expect(await stateOf(stranger.own.secret, mirrored.secret)).toBe('mirroring_ended');
    // An own session is no mirrored one, not even one’s own.
    expect(await stateOf(own.secret, own.secret)).toBe('mirroring_ended');
    expect(await stateOf(own.secret, another.secret)).toBe('mirroring_ended');
    expect(await stateOf(own.secret, 'no secret at all')).toBe('mirroring_ended');
    expect(await stateOf(own.secret, mirrored.secret)).toBe('ok');
  });

  it('[A11] ends with the sessions of either user, and when it is stopped', async () => {
    const first = await mirroring();
    await store().raiseEpoch(first.userId, 0);
    expect(await stateOf(first.own.secret, first.mirrored.secret)).toBe('mirroring_ended');
    expect(await stateOf(first.own.secret)).toBe('ok');

    const second = await mirroring();
    await store().raiseEpoch(second.own.userId, 0);
    expect(await stateOf(second.own.secret, second.mirrored.secret)).toBe('ended');

    const third = await mirroring();
    expect(await store().end(third.mirrored.secret)).not.toBeNull();
    expect(await store().end(third.mirrored.secret)).toBeNull();
    expect(await stateOf(third.own.secret, third.mirrored.secret)).toBe('mirroring_ended');
    expect(await stateOf(third.own.secret)).toBe('ok');

    const fourth = await mirroring();
    await store().end(fourth.own.secret);
    expect(await stateOf(fourth.own.secret, fourth.mirrored.secret)).toBe('ended');
  });

  it('[A11] [A14] ends for an organization that is suspended; one’s own session holds beside it', async () => {
    const { own, mirrored } = await mirroring();
    await store().tellOrganizations([{ organizationId: below, version: 2, status: 'suspended' }]);
    expect(await stateOf(own.secret, mirrored.secret)).toBe('mirroring_ended');
    expect(await stateOf(own.secret)).toBe('ok');
    await store().tellOrganizations([{ organizationId: above, version: 2, status: 'suspended' }]);
    expect(await stateOf(own.secret, mirrored.secret)).toBe('organization_suspended');
  });

  it('[A11] [A13] does not make the mirrored user online, but the one who acts', async () => {
    const { own, userId, mirrored } = await mirroring();
    await check(own.secret, mirrored.secret);
    const { onlineAmong, everybodyOnline } = presence(redis);
    const both: string[] = [own.userId, userId];
    const listed = async () => (await everybodyOnline()).filter((id) => both.includes(id));
    expect(await onlineAmong([own.userId, userId, randomUUID()])).toEqual(new Set([own.userId]));
    expect(await listed()).toEqual([own.userId]);
    const theirs = await signIn(userId);
    await check(theirs.secret);
    await store().end(mirrored.secret);
    expect(await onlineAmong([own.userId, userId])).toEqual(new Set([own.userId, userId]));
    // Who was seen last comes first.
    expect(await listed()).toEqual([userId, own.userId]);
    await store().end(theirs.secret);
    expect(await listed()).toEqual([own.userId]);
    expect(await onlineAmong([own.userId, userId])).toEqual(new Set([own.userId]));
    expect(await onlineAmong([])).toEqual(new Set());
  });
});

describe('who acts', () => {
  it('[A11] is the person, on behalf of the mirrored user, and so it is written', () => {
    const mirroring = { byUserId: 'eva', startedAt: new Date(0), until: new Date(1) };
    expect(actingIn({ userId: 'eva', mirroring: null })).toEqual({ actorId: 'eva', onBehalfOfId: null });
    expect(actingIn({ userId: 'ana', mirroring })).toEqual({ actorId: 'eva', onBehalfOfId: 'ana' });
    expect(writtenBy({ actorId: 'eva', onBehalfOfId: null })).toEqual({ actor: 'user/eva' });
    expect(writtenBy({ actorId: 'eva', onBehalfOfId: 'ana' })).toEqual({
      actor: 'user/eva',
      onBehalfOf: 'user/ana',
    });
  });
});

describe('a route', () => {
  const appOn = () =>
    createHttpApp({
      logger,
      service: 'tenancy',
      publicUrl: 'http://127.0.0.1',
      configure(app) {
        app.use(requireSession(sessionChecker(redis, { environment })));
        app.get('/me', (req, res) => void res.json(actingIn(req.session)));
        app.get('/own', requireOwnSession, (req, res) => void res.json(actingIn(req.session)));
      },
    });
  const cookies = (own: string, mirrored: string) =>
    `${sessionCookie.name}=${own}; ${mirrorCookie.name}=${mirrored}`;

  it('[A11] is asked through the mirrored user’s account, and closed where only the user themselves may', async () => {
    const { own, userId, mirrored } = await mirroring();
    const both = cookies(own.secret, mirrored.secret);
    const answer = await request(appOn()).get('/me').set('cookie', both).expect(200);
    expect(answer.body).toEqual({ actorId: own.userId, onBehalfOfId: userId });
    const refused = await request(appOn()).get('/own').set('cookie', both).expect(403);
    expect(refused.body).toMatchObject({ code: 'mirroring.not_allowed' });
    await request(appOn()).get('/own').set('cookie', `${sessionCookie.name}=${own.secret}`).expect(200);
  });

  it('[A11] is never carried out as oneself where the mirrored session has ended, whose cookie stays', async () => {
    const { own, mirrored } = await mirroring();
    await store().end(mirrored.secret);
    const answer = await request(appOn())
      .get('/me')
      .set('cookie', cookies(own.secret, mirrored.secret))
      .expect(401);
    expect(answer.body).toMatchObject({ code: 'session.mirroring_ended' });
    // Else what another tab sends next would be done as oneself (decision 0015).
    expect(answer.headers['set-cookie']).toBeUndefined();

    await store().end(own.secret);
    const ended = await request(appOn())
      .get('/me')
      .set('cookie', cookies(own.secret, mirrored.secret))
      .expect(401);
    expect(ended.body).toMatchObject({ code: 'session.ended' });
    const gone = expect.stringMatching(`^${sessionCookie.name}=;.*Max-Age=0$`) as unknown;
    expect(ended.headers['set-cookie']).toEqual([gone]);
  });
});
