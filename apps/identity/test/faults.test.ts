import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { declareTopologies, topologyOf } from '@tenantry/messaging';
import { eventually, testEnvironment, testVhost } from '@tenantry/testing';
import { connect } from 'amqplib';
import { listenTo } from './support/bus';
import { browser, colleague, eventsOf, goodPassword, openAccount, type Person } from './support/people';
import { decided } from './support/decided';
import { startProcess } from './support/process';
import { type Identity, startIdentity } from './support/start-identity';

const act = (identity: Identity, by: Person, userId: string, verb: string, body: object) =>
  browser(identity, by.cookie).post(`/v1/users/${userId}/${verb}`, body);

describe('many at once', () => {
  let identity: Identity;
  let master: Person;
  beforeAll(async () => {
    identity = await startIdentity();
    master = await openAccount(identity);
  });
  afterAll(() => identity.close());

  it('[L5] [L6] fifty who block, unblock, deactivate and activate one user end in one order, one event each, no version missing', async () => {
    const { userId } = await colleague(identity, master);
    const acts = [
      ['block', { reason: 'Abuse' }],
      ['unblock', { comment: null }],
      ['deactivate', { reason: null }],
      ['activate', { comment: null }],
    ] as const;
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, turn) => {
        const [verb, body] = acts[turn % acts.length] ?? acts[0];
        return decided(() => act(identity, master, userId, verb, body));
      }),
    );
    const done = answers.filter(({ status }) => status === 200);
    for (const { status } of answers) expect([200, 409]).toContain(status);
    expect(done.length).toBeGreaterThan(0);

    const events = await eventsOf(identity, `user/${userId}`);
    expect(events.map(({ version }) => version)).toEqual(events.map((_, index) => index + 1));
    expect(events).toHaveLength(2 + done.length);
    const versions = done.map(({ body }) => (body as { version: number }).version);
    expect(versions.sort((a, b) => a - b)).toEqual(events.slice(2).map(({ version }) => version));
    // Out of service and back again, in turns: nobody is blocked who is deactivated, and the other way round.
    const away = ['identity.user.blocked.v1', 'identity.user.deactivated.v1'];
    const back: Record<string, string> = {
      'identity.user.blocked.v1': 'identity.user.unblocked.v1',
      'identity.user.deactivated.v1': 'identity.user.reactivated.v1',
    };
    const types = events.slice(2).map(({ type }) => type);
    for (const [at, type] of types.entries())
      if (at % 2 === 0) expect(away).toContain(type);
      else expect(type).toBe(back[types[at - 1] ?? '']);
  });
});

describe('a service that dies', () => {
  let identity: Identity;
  let master: Person;
  const children: ChildProcess[] = [];
  beforeAll(async () => {
    identity = await startIdentity();
    master = await openAccount(identity);
  });
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL');
    await identity.close();
  });

  const freePort = async (): Promise<number> => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    server.close();
    await once(server, 'close');
    if (typeof address !== 'object' || !address) throw new Error('no port');
    return address.port;
  };

  /** @param brokerUrl where its relay publishes */
  async function startWith(brokerUrl: string): Promise<{ child: ChildProcess; url: string }> {
    const port = await freePort();
    const child = startProcess(identity, { SERVICE_PORT: String(port), AMQP_URL: brokerUrl });
    children.push(child);
    return { child, url: `http://127.0.0.1:${port}` };
  }

  it('[L6] killed after the answer and before the relay: the event still goes out, once', async () => {
    const { userId } = await colleague(identity, master);
    // Nobody listens there: what is answered cannot be published before the process dies.
    const { child, url } = await startWith(`amqp://127.0.0.1:${await freePort()}`);
    const blocked = await eventually(
      () =>
        fetch(`${url}/v1/users/${userId}/block`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            origin: identity.config.PUBLIC_URL,
            cookie: master.cookie,
          },
          body: JSON.stringify({ reason: 'Abuse' }),
        }),
      { within: 40_000, every: 100 },
    );
    expect(blocked.status).toBe(200);
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
    const waiting = await identity.database.query<unknown[]>(
      `select from outbox join event_log on event_log.id = log_id where subject = $1 and version = 3`,
      [`user/${userId}`],
    );
    expect(waiting).toHaveLength(1);

    const brokerUrl = await testVhost();
    const connection = await connect(brokerUrl);
    await declareTopologies(connection, [topologyOf('identity', [])]);
    await connection.close();
    const bus = await listenTo(brokerUrl, 'identity');
    await startWith(brokerUrl);
    const emptied = async () => {
      const left = await identity.database.query<unknown[]>('select from outbox where log_id is not null');
      expect(left).toHaveLength(0);
    };
    await eventually(emptied, { within: 40_000 });
    const told = await bus.of(`user/${userId}`, 3);
    expect(told.map(({ sequence, type }) => [Number(sequence), type])).toEqual([
      [1, 'identity.user.created.v1'],
      [2, 'identity.user.activated.v1'],
      [3, 'identity.user.blocked.v1'],
    ]);
    await bus.close();
  }, 120_000);
});

describe('a Redis that was emptied or restored from an old copy', () => {
  it('[C1] [L5] [L6] gives no session back that a block, a deactivation or a removal has ended', async () => {
    // A server of its own data: other tests share the first database.
    const redisUrl = new URL(testEnvironment().redisUrl);
    redisUrl.pathname = '/14';
    const identity = await startIdentity({ redisUrl: redisUrl.href });
    const { redis } = identity;
    try {
      const master = await openAccount(identity);
      const users = [
        await colleague(identity, master),
        await colleague(identity, master),
        await colleague(identity, master),
      ] as const;
      const copy = new Map<string, Record<string, string>>();
      for (const key of await redis.keys('session:*')) copy.set(key, await redis.hGetAll(key));
      expect(copy.size).toBeGreaterThan(users.length);
      await act(identity, master, users[0].userId, 'block', { reason: 'Abuse' }).expect(200);
      await act(identity, master, users[0].userId, 'unblock', { comment: null }).expect(200);
      await act(identity, master, users[1].userId, 'deactivate', { reason: null }).expect(200);
      await act(identity, master, users[1].userId, 'activate', { comment: null }).expect(200);
      const removal = { password: goodPassword, reason: null, signOutFirst: true };
      await act(identity, master, users[2].userId, 'remove', removal).expect(200);

      await redis.flushDb();
      for (const [key, session] of copy) await redis.hSet(key, session);
      // Until identity has written the epochs back nobody is answered; from then on whoever was not signed out is.
      await eventually(() => browser(identity, master.cookie).get('/v1/sessions/current').expect(200), {
        within: 20_000,
        every: 20,
      });
      for (const { cookie } of users) await browser(identity, cookie).get('/v1/sessions/current').expect(401);
    } finally {
      await identity.close();
    }
  }, 60_000);
});
