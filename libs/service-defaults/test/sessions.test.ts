import { randomUUID } from 'node:crypto';
import { eventually, tcpProxy } from '@tenantry/testing';
import {
  connectRedis,
  createLogger,
  Problem,
  sessionChecker,
  sessionStore,
  type SessionGuardOptions,
  startSessionGuard,
  type RedisClient,
} from '../src';
import { sessionId } from '../src/sessions/session-secret';
import { testRedisUrl } from './redis-for-tests';

const logger = createLogger('test', 'silent');
const environment = 'test';
const organizationId = randomUUID();
const idleSeconds = 1800;
const twelveHours = 12 * 60 * 60;
const nothing = () => Promise.resolve([]);
const guardWith = (epochsRaisedSince: SessionGuardOptions['epochsRaisedSince']) =>
  startSessionGuard({ redis, epochsRaisedSince, endedSince: nothing, toldOrganizations: nothing });

let redis: RedisClient;
beforeAll(async () => {
  redis = await connectRedis(testRedisUrl(), logger);
});
afterAll(() => redis.close());
beforeEach(async () => {
  await redis.flushDb();
  await letIn();
});

const letIn = async () => redis.set(`ready:${await redis.runId()}`, '1');
const store = () => sessionStore(redis, { environment });
const check = (secret: string, extend = true) =>
  sessionChecker(redis, { environment }).check({ own: secret }, { extend });
const stateOf = async (secret: string) => (await check(secret)).state;
const signIn = async (userId = randomUUID(), epoch = 0) => ({
  userId,
  ...(await store().create({ userId, organizationId, epoch, idleSeconds })),
});
const currentEpoch = async (userId: string) => Number(await redis.get(`epoch:${userId}`));
const keyOf = (secret: string) => `session:${sessionId(secret)}`;
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'answered',
    (error: unknown) => (error instanceof Problem ? error.code : error),
  );

describe('a session', () => {
  it('is found by its secret, of which only a hash is stored', async () => {
    const { secret, session, userId } = await signIn();
    expect(await check(secret)).toEqual({ state: 'ok', session });
    expect(session).toMatchObject({
      userId,
      organizationId,
      idleSeconds,
      environment,
      id: sessionId(secret),
    });
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    const stored = JSON.stringify([await redis.keys('*'), await redis.hGetAll(keyOf(secret))]);
    expect(stored).not.toContain(secret);
  });

  it('is not found by another secret, by none, or by what is no secret at all', async () => {
    const { secret } = await signIn();
    expect(await stateOf('')).toBe('missing');
    expect(await stateOf(secret.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')))).toBe('ended');
    expect(await stateOf('../../epoch:*')).toBe('ended');
  });

  it('is extended by a request that a person caused, and by no other', async () => {
    const { secret } = await signIn();
    await redis.expire(keyOf(secret), 60);
    await check(secret, false);
    expect(await redis.ttl(keyOf(secret))).toBeLessThanOrEqual(60);
    await check(secret, true);
    expect(await redis.ttl(keyOf(secret))).toBeGreaterThan(idleSeconds - 10);
  });

  it('ends when it was idle for too long', async () => {
    const { secret } = await signIn();
    expect(await redis.ttl(keyOf(secret))).toBeLessThanOrEqual(idleSeconds);
    await redis.pExpire(keyOf(secret), 1);
    await eventually(async () => expect((await check(secret, false)).state).toBe('ended'));
  });

  it('ends after twelve hours, however busy, and is never extended beyond them', async () => {
    const { secret } = await signIn();
    const createdAgo = (seconds: number) =>
      redis.hSet(keyOf(secret), 'created', String(Date.now() - seconds * 1000));
    await createdAgo(twelveHours - 300);
    expect(await stateOf(secret)).toBe('ok');
    expect(await redis.ttl(keyOf(secret))).toBeLessThanOrEqual(300);
    await createdAgo(twelveHours + 1);
    expect(await stateOf(secret)).toBe('ended');
    expect(await redis.exists(keyOf(secret))).toBe(0);
  });

  it('ends at sign-out, and ending it again is no error', async () => {
    const { secret } = await signIn();
    await store().end(secret);
    await store().end(secret);
    expect(await stateOf(secret)).toBe('ended');
  });

  it('[C10] of another environment is refused', async () => {
    const { secret } = await sessionStore(redis, { environment: 'staging' }).create({
      userId: randomUUID(),
      organizationId,
      epoch: 0,
      idleSeconds,
    });
    expect(await stateOf(secret)).toBe('other_environment');
  });
});

describe('raising the epoch', () => {
  it('[L6] ends every session of that user at once, and of nobody else', async () => {
    const userId = randomUUID();
    const [first, second, other] = [await signIn(userId), await signIn(userId), await signIn()];
    const epoch = await store().raiseEpoch(userId, 0);
    expect(await Promise.all([stateOf(first.secret), stateOf(second.secret), stateOf(other.secret)])).toEqual(
      ['ended', 'ended', 'ok'],
    );
    const next = await signIn(userId, epoch);
    expect(await stateOf(next.secret)).toBe('ok');
    expect(await currentEpoch(userId)).toBe(epoch);
  });

  it('gives each of many parallel calls a higher one than before', async () => {
    const userId = randomUUID();
    const raised = await Promise.all(Array.from({ length: 200 }, () => store().raiseEpoch(userId, 3)));
    expect([...new Set(raised)].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 200 }, (_, at) => at + 4),
    );
    expect(await currentEpoch(userId)).toBe(203);
  });

  it('goes above what the database knows where Redis has forgotten, and the other way round', async () => {
    const userId = randomUUID();
    expect(await store().raiseEpoch(userId, 41)).toBe(42);
    expect(await store().raiseEpoch(userId, 7)).toBe(43);
  });

  it('is remembered for as long as a session can live', async () => {
    const userId = randomUUID();
    await store().raiseEpoch(userId, 0);
    expect(await redis.ttl(`epoch:${userId}`)).toBeGreaterThan(twelveHours - 10);
  });
});

describe('a Redis that lost or reverted its data', () => {
  it('answers nobody until the epochs are written back', async () => {
    const { userId, secret } = await signIn();
    const session = await redis.hGetAll(keyOf(secret));
    const epoch = await store().raiseEpoch(userId, 0);
    await redis.flushDb();
    // An old copy of the data: the session is back, the raised epoch is not.
    await redis.hSet(keyOf(secret), session);
    expect(await codeOf(check(secret))).toBe('session.unavailable');

    let give: (epochs: { userId: string; epoch: number }[]) => void = () => undefined;
    const asked: Date[] = [];
    const guard = guardWith((since) => {
      asked.push(since);
      return new Promise((resolve) => (give = resolve));
    });
    await eventually(() => expect(asked).toHaveLength(1));
    expect(asked[0]?.getTime()).toBeLessThanOrEqual(Date.now() - twelveHours * 1000);
    expect(await codeOf(check(secret))).toBe('session.unavailable');
    give([{ userId, epoch }]);
    await eventually(async () => expect(await codeOf(check(secret))).toBe('answered'));
    await redis.hSet(keyOf(secret), session);
    expect(await stateOf(secret)).toBe('ended');
    await guard.stop();
  });

  it('is not taken for ready by what another run of the server has left', async () => {
    const { secret } = await signIn();
    await redis.del(`ready:${await redis.runId()}`);
    await redis.set('ready:0123456789012345678901234567890123456789', '1');
    expect(await codeOf(check(secret))).toBe('session.unavailable');
  });

  it('gets epochs that were committed after the first reading as well, and never a lower one', async () => {
    const [late, higher] = [randomUUID(), randomUUID()];
    await redis.flushDb();
    await store().raiseEpoch(higher, 8);
    const committed = [{ userId: higher, epoch: 5 }];
    const guard = guardWith(() => Promise.resolve([...committed]));
    await eventually(async () => expect(await redis.exists(`ready:${await redis.runId()}`)).toBe(1));
    committed.push({ userId: late, epoch: 2 });
    await eventually(async () => expect(await currentEpoch(late)).toBe(2));
    expect(await currentEpoch(higher)).toBe(9);
    await guard.stop();
  });

  it('is left alone while it is ready, and lets nobody in while the epochs cannot be read', async () => {
    let asked = 0;
    const idle = guardWith(() => ((asked += 1), nothing()));
    await redis.ping();
    await idle.stop();
    expect(asked).toBe(0);

    await redis.flushDb();
    let tries = 0;
    const broken = guardWith(() => ((tries += 1), Promise.reject(new Error('no database'))));
    await eventually(() => expect(tries).toBeGreaterThan(1));
    expect(await redis.exists(`ready:${await redis.runId()}`)).toBe(0);
    await broken.stop();
  });

  it('has thousands of epochs written back', async () => {
    await redis.flushDb();
    const raised = Array.from({ length: 2345 }, () => ({ userId: randomUUID(), epoch: 3 }));
    const guard = guardWith(() => Promise.resolve(raised));
    await eventually(async () => expect(await redis.exists(`ready:${await redis.runId()}`)).toBe(1));
    expect(await redis.keys('epoch:*')).toHaveLength(2345);
    await guard.stop();
  });
});

describe('without Redis', () => {
  it.each(['cut', 'freeze'] as const)(
    'sessions are unavailable within a quarter of a second, and back afterwards: %s',
    async (how) => {
      const proxy = await tcpProxy(testRedisUrl());
      const behind = await connectRedis(proxy.url, logger);
      const { secret } = await signIn();
      const checker = sessionChecker(behind, { environment });
      expect((await checker.check({ own: secret }, { extend: true })).state).toBe('ok');

      proxy[how]();
      await eventually(async () =>
        expect(await codeOf(checker.check({ own: secret }, { extend: true }))).toBe('session.unavailable'),
      );
      const started = performance.now();
      const codes = await Promise.all(
        Array.from({ length: 50 }, () => codeOf(checker.check({ own: secret }, { extend: true }))),
      );
      expect(new Set(codes)).toEqual(new Set(['session.unavailable']));
      expect(performance.now() - started).toBeLessThan(400);

      proxy.resume();
      await eventually(
        async () => expect((await checker.check({ own: secret }, { extend: true })).state).toBe('ok'),
        {
          within: 10_000,
        },
      );
      behind.destroy();
      await proxy.close();
    },
  );

  it('a connection whose server no longer answers is given up and made anew', async () => {
    const proxy = await tcpProxy(testRedisUrl());
    const behind = await connectRedis(proxy.url, logger);
    proxy.freeze();
    await eventually(() => expect(behind.isReady).toBe(false), { within: 8000 });
    proxy.resume();
    await eventually(async () => expect(await behind.ping()).toBe('PONG'), { within: 10_000 });
    behind.destroy();
    await proxy.close();
  });

  it('a service says which variable is wrong when it starts', async () => {
    await expect(connectRedis('redis://127.0.0.1:1', logger)).rejects.toThrow(/^REDIS_URL: no connection/);
  });
});
