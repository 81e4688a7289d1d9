import { randomUUID } from 'node:crypto';
import { type Decision, expireInvitations, identityJobFinished } from '@tenantry/contracts';
import {
  appendEvents,
  connectPoke,
  messagingMigrations,
  draft,
  on,
  startConsumer,
  startRelay,
  topologyOf,
  transactions,
} from '@tenantry/messaging';
import { eventually, freshDatabase, silentLogger, testEnvironment, testVhost } from '@tenantry/testing';
import request from 'supertest';
import { migrations } from '../src/database';
import { jobs } from '../src/jobs/job';
import { registerJobs } from '../src/jobs/register-jobs';
import { subscriptions } from '../src/subscriptions';
import { schedulerApi } from './support/api';

const refused: Decision = { allowed: false, rule: 'not_operator', mend: 'ask_operator', visible: true };

async function runningScheduler() {
  const operator = randomUUID();
  const database = await freshDatabase('scheduler', migrations);
  const poke = await connectPoke(testEnvironment().redisUrl, silentLogger);
  const transact = transactions(database.dataSource, poke, 'scheduler');
  await transact((tx) => registerJobs(tx, jobs));
  const decide = (actorId: string): Decision => (actorId === operator ? { allowed: true } : refused);
  const api = await schedulerApi({ database: database.dataSource, transact, decide });
  return {
    api,
    database,
    poke,
    operator: await api.signIn(operator),
    async close() {
      await api.close();
      await poke.close();
      await database.drop();
    },
  };
}

describe('the jobs over HTTP', () => {
  let scheduler: Awaited<ReturnType<typeof runningScheduler>>;
  beforeEach(async () => (scheduler = await runningScheduler()));
  afterEach(() => scheduler.close());

  it('[B6] are shown with their schedule and their next and last run', async () => {
    const { operator } = scheduler;
    const before = await operator.get('/v1/jobs');
    expect(before.status).toBe(200);
    expect(before.body).toEqual({
      items: [
        {
          jobId: 'expire-invitations',
          schedule: '*/5 * * * *',
          timeZone: 'UTC',
          nextRunAt: expect.any(String) as string,
          paused: null,
          lastRun: null,
        },
        {
          jobId: 'deactivate-inactive-users',
          schedule: '30 2 * * *',
          timeZone: 'UTC',
          nextRunAt: expect.any(String) as string,
          paused: null,
          lastRun: null,
        },
        {
          jobId: 'check-seal-chain',
          schedule: '45 3 * * *',
          timeZone: 'UTC',
          nextRunAt: expect.any(String) as string,
          paused: null,
          lastRun: null,
        },
        {
          jobId: 'retention',
          schedule: '15 4 * * *',
          timeZone: 'UTC',
          nextRunAt: expect.any(String) as string,
          paused: null,
          lastRun: null,
        },
      ],
    });
    const started = await operator.post('/v1/jobs/expire-invitations/run-now');
    expect(started.status).toBe(202);
    expect(started.body).toMatchObject({
      cause: 'run_now',
      state: 'running',
      startedBy: operator.userId,
      counts: {},
    });
    expect((await operator.get('/v1/jobs')).body).toMatchObject({
      items: [{ lastRun: started.body as object }, ...jobs.slice(1).map(() => ({ lastRun: null }))],
    });
    expect((await operator.get('/v1/jobs/expire-invitations/runs')).body).toEqual({ items: [started.body] });
  });

  it('[B6] are refused to anybody who does not operate the installation', async () => {
    const { api, operator } = scheduler;
    const somebody = await api.signIn();
    const calls = [
      ['get', '/v1/jobs'],
      ['get', '/v1/jobs/expire-invitations/runs'],
      ['post', '/v1/jobs/expire-invitations/run-now'],
      ['get', '/v1/jobs/expire-invitations/history'],
      ['post', '/v1/jobs/expire-invitations/pause'],
      ['post', '/v1/jobs/expire-invitations/resume'],
    ] as const;
    for (const [verb, path] of calls) {
      const answer = await somebody[verb](path);
      expect([answer.status, answer.body]).toMatchObject([403, { code: 'permission.missing' }]);
      const signedOut = await request(api.app)[verb](path);
      expect([signedOut.status, signedOut.body]).toMatchObject([401, { code: 'session.missing' }]);
    }
    expect((await operator.get('/v1/jobs/expire-invitations/runs')).body).toEqual({ items: [] });
  });

  it('[B6] are paused and resumed, with who and when in the history, once however often one clicks', async () => {
    const { operator, database } = scheduler;
    const sweep = '/v1/jobs/deactivate-inactive-users';
    const shown = async () =>
      ((await operator.get('/v1/jobs')).body as { items: object[] }).items[1] as {
        nextRunAt: string | null;
        paused: { at: string; by: string } | null;
      };
    const before = (await shown()).nextRunAt;
    const clicks = await Promise.all([1, 2, 3].map(() => operator.post(`${sweep}/pause`)));
    expect(clicks.map(({ status }) => status)).toEqual([204, 204, 204]);
    const { paused, nextRunAt } = await shown();
    expect(paused).toEqual({ at: expect.any(String) as string, by: operator.userId });
    expect(nextRunAt).toBeNull();
    expect((await operator.post(`${sweep}/run-now`)).status).toBe(202);
    expect((await operator.post(`${sweep}/resume`)).status).toBe(204);
    expect((await operator.post(`${sweep}/resume`)).status).toBe(204);
    expect(await shown()).toMatchObject({ paused: null, nextRunAt: before });
    const history = (await operator.get(`${sweep}/history`)).body as { items: object[] };
    expect(history.items).toEqual([
      { what: 'resumed', at: expect.any(String) as string, by: operator.userId },
      { what: 'paused', at: paused?.at, by: operator.userId },
    ]);
    const log = await database.dataSource.query<object[]>(
      `select type, version, actor from event_log where subject = 'job/deactivate-inactive-users' order by version`,
    );
    expect(log).toEqual([
      { type: 'scheduler.job.paused.v1', version: 1, actor: `user/${operator.userId}` },
      { type: 'scheduler.job.resumed.v1', version: 2, actor: `user/${operator.userId}` },
    ]);
  });

  it('answers 503, and starts nothing, where tenancy does not decide', async () => {
    const { api, operator, database } = scheduler;
    await api.tenancy.close();
    const answer = await operator.post('/v1/jobs/expire-invitations/run-now');
    expect([answer.status, answer.body]).toMatchObject([503, { code: 'decision.unavailable' }]);
    expect(await database.dataSource.query('select from job_runs')).toEqual([]);
  });

  it('says which job is not known, and refuses a second run while one is under way', async () => {
    const { operator, database } = scheduler;
    for (const call of [
      operator.get('/v1/jobs/brew-coffee/runs'),
      operator.post('/v1/jobs/brew-coffee/run-now'),
      operator.post('/v1/jobs/brew-coffee/pause'),
      operator.post('/v1/jobs/brew-coffee/resume'),
    ]) {
      const answer = await call;
      expect([answer.status, answer.body]).toMatchObject([404, { code: 'job.not_found' }]);
    }
    const clicks = await Promise.all(
      [1, 2, 3].map(() => operator.post('/v1/jobs/expire-invitations/run-now')),
    );
    expect(clicks.map(({ status }) => status).sort()).toEqual([202, 409, 409]);
    expect(clicks.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'job.running' });
    expect(await database.dataSource.query('select from outbox')).toHaveLength(1);
  });
});

it('[B6] run now sends the command to identity, and its answer ends the run with the counts', async () => {
  const brokerUrl = await testVhost();
  const scheduler = await runningScheduler();
  const identity = await freshDatabase('identity', messagingMigrations);
  const common = { brokerUrl, environment: 'test', poke: scheduler.poke, logger: silentLogger };
  const actors: string[] = [];
  const carryOut = on(expireInvitations, async ({ data, actor }, { tx }) => {
    actors.push(actor);
    const counts = { expired: 12 };
    const finished = {
      event: identityJobFinished,
      subject: `job-run/${data.runId}`,
      version: 1,
      facts: { ...data, counts },
    };
    await appendEvents(tx, [draft({ ...finished, actor: 'service/identity', occurredAt: new Date() })]);
  });
  const relays = [
    startRelay({ ...common, service: 'scheduler', databaseUrl: scheduler.database.runtimeUrl }),
    startRelay({ ...common, service: 'identity', databaseUrl: identity.runtimeUrl }),
  ];
  const consumers = [
    startConsumer({
      ...common,
      topology: topologyOf('scheduler', subscriptions, ['scheduler']),
      subscriptions,
      database: scheduler.database.dataSource,
    }),
    startConsumer({
      ...common,
      topology: topologyOf('identity', [carryOut], ['scheduler']),
      subscriptions: [carryOut],
      database: identity.dataSource,
    }),
  ];

  // A service is started when its inbox is bound: what is sent before that finds no queue.
  await eventually(() => expect(consumers.flatMap((each) => each.state().unbound)).toEqual([]), {
    within: 15_000,
  });

  const { operator } = scheduler;
  const started = await operator.post('/v1/jobs/expire-invitations/run-now');
  expect(started.status).toBe(202);
  await eventually(
    async () =>
      expect((await operator.get('/v1/jobs/expire-invitations/runs')).body).toMatchObject({
        items: [
          {
            state: 'succeeded',
            counts: { expired: 12 },
            error: null,
            finishedAt: expect.any(String) as string,
          },
        ],
      }),
    { within: 15_000 },
  );
  expect(actors).toEqual([`user/${operator.userId}`]);
  expect((await operator.post('/v1/jobs/expire-invitations/run-now')).status).toBe(202);

  await Promise.all([...relays, ...consumers].map((each) => each.stop()));
  await scheduler.close();
  await identity.drop();
});
