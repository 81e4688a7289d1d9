import { randomUUID } from 'node:crypto';
import { eventually } from '@tenantry/testing';
import {
  connectRedis,
  createLogger,
  type RedisClient,
  sessionChecker,
  sessionStore,
  startSessionGuard,
  type ToldOrganization,
} from '../src';
import { sessionId } from '../src/sessions/session-secret';
import { testRedisUrl } from './redis-for-tests';

const logger = createLogger('test', 'silent');
const environment = 'test';
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
const stateOf = async (secret: string, extend = false) =>
  (await sessionChecker(redis, { environment }).check({ own: secret }, { extend })).state;
const tell = (...told: ToldOrganization[]) => store().tellOrganizations(told);
const operator = randomUUID();

/** A session of a user whose organization lies below these. */
async function signIn(...above: string[]) {
  const organizationId = randomUUID();
  const path = [...above, organizationId];
  const { secret } = await store().create({
    userId: randomUUID(),
    organizationId,
    organizationPath: path,
    epoch: 0,
    idleSeconds,
  });
  return { organizationId, secret };
}

describe('[A14] the sessions of a suspended organization', () => {
  it.each(['suspended', 'closed'] as const)(
    'are refused at the next request, down the tree, and hold again after the reopening: %s',
    async (status) => {
      const own = await signIn(operator);
      const below = await signIn(operator, own.organizationId, randomUUID());
      const beside = await signIn(operator);
      const states = () => Promise.all([own, below, beside].map(({ secret }) => stateOf(secret)));
      expect(await states()).toEqual(['ok', 'ok', 'ok']);

      await tell({ organizationId: own.organizationId, version: 2, status });
      expect(await states()).toEqual(['organization_suspended', 'organization_suspended', 'ok']);
      await tell({ organizationId: own.organizationId, version: 3, status: 'active' });
      expect(await states()).toEqual(['ok', 'ok', 'ok']);
    },
  );

  it('are refused where it is known of one right after its account was opened', async () => {
    const organizationId = randomUUID();
    const { secret } = await store().create({ userId: randomUUID(), organizationId, epoch: 0, idleSeconds });
    expect(await stateOf(secret)).toBe('ok');
    await tell({ organizationId, version: 2, status: 'suspended' });
    expect(await stateOf(secret)).toBe('organization_suspended');
  });

  it('end when they were idle for too long: nobody keeps them alive meanwhile', async () => {
    const { organizationId, secret } = await signIn(operator);
    await tell({ organizationId, version: 2, status: 'suspended' });
    const key = `session:${sessionId(secret)}`;
    await redis.expire(key, 60);
    expect(await stateOf(secret, true)).toBe('organization_suspended');
    expect(await redis.ttl(key)).toBeLessThanOrEqual(60);
    await redis.pExpire(key, 1);
    await eventually(async () => expect(await stateOf(secret)).toBe('ended'));
  });

  it('follow the newest word, whatever arrives late', async () => {
    const { organizationId, secret } = await signIn(operator);
    await tell({ organizationId, version: 11, status: 'active' });
    await tell({ organizationId, version: 9, status: 'suspended' });
    expect(await stateOf(secret)).toBe('ok');
    await tell({ organizationId, version: 12, status: 'closed' });
    await tell({ organizationId, version: 11, status: 'active' });
    expect(await stateOf(secret)).toBe('organization_suspended');
  });

  it('stay refused for as long as it lasts; that one is active again is forgotten', async () => {
    const [gone, back] = [randomUUID(), randomUUID()];
    await tell(
      { organizationId: gone, version: 2, status: 'closed' },
      { organizationId: back, version: 2, status: 'suspended' },
    );
    await tell({ organizationId: back, version: 3, status: 'active' });
    expect(await redis.ttl(`organization:${gone}`)).toBe(-1);
    expect(await redis.ttl(`organization:${back}`)).toBeGreaterThan(0);
  });
});

it('[A14] a Redis that lost or reverted its data answers nobody until it knows the suspended organizations', async () => {
  const [suspended, reopened] = [await signIn(operator), await signIn(operator)];
  const sessions = await Promise.all(
    [suspended, reopened].map(async ({ secret }) => {
      const key = `session:${sessionId(secret)}`;
      return { key, fields: await redis.hGetAll(key) };
    }),
  );
  await redis.flushDb();
  // An old copy of the data: the sessions are back, and what has since become of the organizations is not.
  for (const { key, fields } of sessions) await redis.hSet(key, fields);
  await tell({ organizationId: reopened.organizationId, version: 2, status: 'suspended' });
  const many = Array.from({ length: 1200 }, () => ({
    organizationId: randomUUID(),
    version: 2,
    status: 'closed' as const,
  }));
  const guard = startSessionGuard({
    redis,
    epochsRaisedSince: () => Promise.resolve([]),
    endedSince: () => Promise.resolve([]),
    toldOrganizations: () =>
      Promise.resolve([
        ...many,
        { organizationId: suspended.organizationId, version: 4, status: 'suspended' },
        { organizationId: reopened.organizationId, version: 3, status: 'active' },
      ]),
  });
  await eventually(async () => expect(await stateOf(suspended.secret)).toBe('organization_suspended'));
  expect(await stateOf(reopened.secret)).toBe('ok');
  expect(await redis.keys('organization:*')).toHaveLength(1202);
  await guard.stop();
});

it('[A14] a suspension that Redis did not take at the time is told again', async () => {
  const session = await signIn(operator);
  const told: ToldOrganization[] = [];
  let asked = 0;
  const guard = startSessionGuard({
    redis,
    epochsRaisedSince: () => Promise.resolve([]),
    endedSince: () => Promise.resolve([]),
    toldOrganizations: () => {
      asked += 1;
      return Promise.resolve(told);
    },
    tellAgainMs: 100,
  });
  await eventually(() => expect(asked).toBeGreaterThan(0));
  expect(await stateOf(session.secret)).toBe('ok');
  told.push({ organizationId: session.organizationId, version: 2, status: 'suspended' });
  await eventually(async () => expect(await stateOf(session.secret)).toBe('organization_suspended'));
  await guard.stop();
});
