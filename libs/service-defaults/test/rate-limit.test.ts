import { randomUUID } from 'node:crypto';
import { eventually, tcpProxy } from '@tenantry/testing';
import type { Request } from 'express';
import request from 'supertest';
import { connectRedis, createHttpApp, createLogger, rateLimit, type RedisClient } from '../src';
import { testRedisUrl } from './redis-for-tests';

const logger = createLogger('test', 'silent');
const name = `sign-in-${randomUUID()}`;

const appOn = (redis: RedisClient) =>
  createHttpApp({
    logger,
    service: 'identity',
    publicUrl: 'http://127.0.0.1',
    configure(app) {
      app.use(
        rateLimit(redis, { name, points: 3, seconds: 60, key: (req) => String(req.headers['x-account']) }),
      );
      app.get('/', (_req, res) => void res.json({}));
    },
  });
const ask = (app: ReturnType<typeof appOn>, account: string) =>
  request(app).get('/').set('x-account', account);

describe('a rate limit', () => {
  it('holds over all replicas, per key, and says what is left', async () => {
    const redis = await connectRedis(testRedisUrl(), logger);
    const [first, second] = [appOn(redis), appOn(redis)];
    const answers = [
      await ask(first, 'anna'),
      await ask(second, 'anna'),
      await ask(first, 'anna'),
      await ask(second, 'anna'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(answers[0]?.headers).toMatchObject({
      'ratelimit-policy': `"${name}";q=3;w=60`,
      ratelimit: expect.stringMatching(/;r=2;t=(60|59)$/) as unknown,
    });
    expect(answers[3]?.body).toMatchObject({ code: 'rate.limited' });
    expect(Number(answers[3]?.headers['retry-after'])).toBeGreaterThan(50);
    expect((await ask(first, 'bob')).status).toBe(200);
    expect((await redis.keys(`rate:${name}*`)).join()).not.toContain('anna');
    redis.destroy();
  });

  it('takes as many points as a request costs', async () => {
    const redis = await connectRedis(testRedisUrl(), logger);
    const app = createHttpApp({
      logger,
      service: 'identity',
      publicUrl: 'http://127.0.0.1',
      configure(express) {
        const cost = (req: Request) => Number(req.headers['x-cost']);
        const key = () => 'anna';
        express.use(rateLimit(redis, { name: `cost-${randomUUID()}`, points: 10, seconds: 60, key, cost }));
        express.get('/', (_req, res) => void res.json({}));
      },
    });
    const spend = async (points: number) => (await request(app).get('/').set('x-cost', `${points}`)).status;
    // What is too much for what is left takes nothing of it.
    expect([await spend(6), await spend(5), await spend(4), await spend(1)]).toEqual([200, 429, 200, 429]);
    redis.destroy();
  });

  it('is kept by each replica itself while Redis is away', async () => {
    const proxy = await tcpProxy(testRedisUrl());
    const redis = await connectRedis(proxy.url, logger);
    const app = appOn(redis);
    proxy.cut();
    await eventually(() => expect(redis.isReady).toBe(false));
    const statuses = [];
    for (let at = 0; at < 5; at += 1) statuses.push((await ask(app, 'carl')).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    redis.destroy();
    await proxy.close();
  });
});
