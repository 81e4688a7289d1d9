import type { Request, Response } from 'express';
import { randomUUID } from 'node:crypto';
import { connectRedis, createLogger, growingWait, Problem, type RedisClient } from '../src';
import { testRedisUrl } from './redis-for-tests';

const logger = createLogger('test', 'silent');
let redis: RedisClient;
beforeAll(async () => (redis = await connectRedis(testRedisUrl(), logger)));
afterAll(() => redis.destroy());

function waiting(free: number, mostSeconds: number) {
  let now = Date.now();
  const who = randomUUID();
  const { guard, giveBack } = growingWait(
    redis,
    { name: 'test', free, mostSeconds, key: () => who },
    () => now,
  );
  /** Seconds to wait; 0 where the try was let through. */
  const attempt = async (req = {} as Request): Promise<number> => {
    try {
      await guard(req, {} as Response, () => undefined);
      return 0;
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'rate.limited') throw error;
      return error.options.retryAfterSeconds ?? NaN;
    }
  };
  return { attempt, giveBack, pass: (seconds: number) => (now += seconds * 1000) };
}

describe('a wait that grows', () => {
  it('[C12] begins after the free tries with a second, doubles, and ends at the longest', async () => {
    const { attempt, pass } = waiting(3, 10);
    expect([await attempt(), await attempt(), await attempt()]).toEqual([0, 0, 0]);
    for (const wait of [1, 2, 4, 8, 10, 10]) {
      expect(await attempt()).toBe(wait);
      pass(wait);
      expect(await attempt()).toBe(0);
    }
  });

  it('[C12] lets fifty of those through in an hour who try every five seconds', async () => {
    const { attempt, pass } = waiting(20, 180);
    let through = 0;
    for (let second = 0; second < 3600; second += 5) {
      if ((await attempt()) === 0) through += 1;
      pass(5);
    }
    expect(through).toBeGreaterThan(20);
    expect(through).toBeLessThanOrEqual(50);
  });

  it('[C12] lets through no more at once than one after the other', async () => {
    const { attempt } = waiting(5, 10);
    const waits = await Promise.all(Array.from({ length: 200 }, () => attempt()));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(5);
  });

  it('is given back once, by the request that was let through', async () => {
    const { attempt, giveBack } = waiting(2, 10);
    for (let time = 0; time < 5; time += 1) {
      const req = {} as Request;
      expect(await attempt(req)).toBe(0);
      await giveBack(req);
    }
    await giveBack({} as Request);
    expect([await attempt(), await attempt(), await attempt()]).toEqual([0, 0, 1]);
  });

  it('lets nobody try without Redis', async () => {
    const gone = await connectRedis(testRedisUrl(), logger);
    const { guard } = growingWait(gone, { name: 'test', free: 5, mostSeconds: 10, key: () => 'x' });
    gone.destroy();
    await expect(guard({} as Request, {} as Response, () => undefined)).rejects.toMatchObject({
      code: 'session.unavailable',
    });
  });
});
