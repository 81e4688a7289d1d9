import { randomUUID } from 'node:crypto';
import { eventually, tcpProxy } from '@tenantry/testing';
import type { Request } from 'express';
import request from 'supertest';
import { connectRedis, createHttpApp, createLogger, limitsInOrder, type RedisClient } from '../src';
import { testRedisUrl } from './redis-for-tests';

const logger = createLogger('test', 'silent');

/** Two windows and a wait: `x-network` may spend 10, `x-account` may ask 3 times, and all together three times without waiting. */
function limited(redis: RedisClient) {
  const run = randomUUID();
  const header = (name: string) => (req: Request) => `${run} ${String(req.headers[name])}`;
  const { guard } = limitsInOrder(redis, [
    {
      window: {
        name: `network-${run}`,
        points: 10,
        seconds: 60,
        key: header('x-network'),
        cost: (req) => Number(req.headers['x-cost'] ?? 1),
      },
    },
    { window: { name: `account-${run}`, points: 3, seconds: 30, key: header('x-account') } },
    { wait: { name: 'in-order', free: 3, mostSeconds: 60, key: () => run } },
  ]);
  const app = createHttpApp({
    logger,
    service: 'identity',
    publicUrl: 'http://127.0.0.1',
    configure(express) {
      express.get('/', guard, (_req, res) => void res.json({}));
    },
  });
  return (network: string, account: string, cost = 1) =>
    request(app)
      .get('/')
      .set({ 'x-network': network, 'x-account': account, 'x-cost': String(cost) });
}

describe('limits in order', () => {
  let redis: RedisClient;
  beforeAll(async () => (redis = await connectRedis(testRedisUrl(), logger)));
  afterAll(() => redis.destroy());

  it('[C12] count a request until one refuses; those after it do not hear of it', async () => {
    const ask = limited(redis);
    expect((await ask('home', 'anna', 11)).status).toBe(429);
    // The account was not asked: its three tries are all there.
    const first = await ask('office', 'anna', 4);
    expect(first.status).toBe(200);
    expect(first.headers['ratelimit']).toMatch(/;r=6;t=(60|59), .*;r=2;t=(30|29)$/);
    expect(first.headers['ratelimit-policy']).toMatch(/;q=10;w=60, .*;q=3;w=30$/);
    expect((await ask('office', 'anna')).status).toBe(200);
    expect((await ask('office', 'anna')).status).toBe(200);
    const refused = await ask('office', 'anna');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(20);
    expect(refused.headers['ratelimit']).toMatch(/;r=3;t=(60|59), .*;r=0;t=(30|29|28)$/);
  });

  it('[C12] makes wait whom no window refuses', async () => {
    const ask = limited(redis);
    const statuses = [];
    for (const account of ['anna', 'bob', 'carl', 'dora']) statuses.push((await ask('home', account)).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
  });

  it('let nobody through while Redis is away', async () => {
    const proxy = await tcpProxy(testRedisUrl());
    const away = await connectRedis(proxy.url, logger);
    const ask = limited(away);
    proxy.cut();
    await eventually(() => expect(away.isReady).toBe(false));
    const answer = await ask('home', 'anna');
    expect([answer.status, answer.body]).toMatchObject([503, { code: 'session.unavailable' }]);
    away.destroy();
    await proxy.close();
  });
});
