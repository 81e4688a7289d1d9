import { randomUUID } from 'node:crypto';
import { sendCommand } from '@tenantry/messaging';
import {
  expireInvitations,
  type identityJobFinished,
  type identityJobProgressed,
  type MessageOf,
} from '@tenantry/contracts';
import { createLogger } from '@tenantry/service-defaults';
import { eventually } from '@tenantry/testing';
import type { DataSource } from 'typeorm';
import type { Job } from '../src/jobs/job';
import { finishRun } from '../src/jobs/finish-run';
import { listJobs, listRuns } from '../src/jobs/list-jobs';
import { pauseJob, resumeJob } from '../src/jobs/pause-job';
import { registerJobs } from '../src/jobs/register-jobs';
import { reportProgress } from '../src/jobs/report-progress';
import { startScheduler } from '../src/scheduler';
import { type ClockedDatabase, clockedDatabase } from './support/database-clock';

const logger = createLogger('scheduler', 'silent');
const everyMinute: Job = {
  jobId: 'every-minute',
  schedule: '* * * * *',
  timeZone: 'UTC',
  carriedOutBy: 'identity',
  start: (tx, { runId, actor, deadlineAt: expiresAt }) =>
    sendCommand(tx, expireInvitations, { runId }, { actor, expiresAt }),
};
const start = Date.parse('2030-01-01T10:00:30Z');
const minutesLater = (minutes: number) => new Date(start + minutes * 60_000).toISOString();

const replica = (pool: DataSource, jobs: readonly Job[]) =>
  startScheduler({ database: pool, transact: (work) => pool.transaction(work), jobs, logger, pollMs: 2 });
const runsOf = async (pool: DataSource) => (await listRuns(pool.manager, 'every-minute')).items;
const commandsOf = (pool: DataSource) =>
  pool.query<{ runId: string }[]>(`select command->'data'->>'runId' as "runId" from outbox order by id`);

describe('jobs that are due', () => {
  let database: ClockedDatabase;
  let pool: DataSource;
  beforeEach(async () => {
    database = await clockedDatabase(minutesLater(0));
    pool = await database.connect();
    await pool.transaction((tx) => registerJobs(tx, [everyMinute]));
  });
  afterEach(() => database.drop());

  it('[B6] are fired once each by two replicas, through 200 due times of the database’s clock', async () => {
    const replicas = [replica(pool, [everyMinute]), replica(await database.connect(), [everyMinute])];
    const count = async () =>
      Number((await pool.query<{ count: string }[]>('select count(*) from job_runs'))[0]?.count);
    for (let minute = 1; minute <= 200; minute += 1) {
      await database.setClock(minutesLater(minute));
      await eventually(async () => expect(await count()).toBe(minute), { every: 2 });
      // One of them is replaced on the way, as in a deployment.
      if (minute === 100) {
        await replicas.shift()?.close();
        replicas.push(replica(await database.connect(), [everyMinute]));
      }
    }
    await Promise.all(replicas.map((each) => each.close()));

    const runs = await pool.query<{ due: Date; cause: string; runId: string }[]>(
      'select due_at as due, cause, run_id as "runId" from job_runs order by due_at',
    );
    const dueTimes = Array.from({ length: 200 }, (_, minute) => new Date(start + 30_000 + minute * 60_000));
    expect(runs.map(({ due }) => due)).toEqual(dueTimes);
    expect(new Set(runs.map(({ cause }) => cause))).toEqual(new Set(['schedule']));
    expect((await commandsOf(pool)).map(({ runId }) => runId)).toEqual(runs.map(({ runId }) => runId));
  }, 120_000);

  it('[B6] are caught up by one run after a time in which nothing ran', async () => {
    await database.setClock(minutesLater(3 * 24 * 60 + 1));
    const replicas = [replica(pool, [everyMinute]), replica(await database.connect(), [everyMinute])];
    await eventually(async () => expect(await runsOf(pool)).toHaveLength(1));
    await Promise.all(replicas.map((each) => each.close()));

    expect(await runsOf(pool)).toMatchObject([
      { cause: 'caught_up', dueAt: '2030-01-04T10:01:00.000Z', state: 'running', startedBy: null },
    ]);
    expect((await listJobs(pool.manager, [everyMinute])).items).toMatchObject([
      { jobId: 'every-minute', nextRunAt: '2030-01-04T10:02:00.000Z' },
    ]);
  });

  it('[B6] start nothing while they are paused, and catch nothing up when they are resumed', async () => {
    const userId = randomUUID();
    const deps: Parameters<typeof pauseJob>[0] = {
      transact: (work) => pool.transaction(work),
      jobs: [everyMinute],
    };
    await pauseJob(deps)({ jobId: everyMinute.jobId, userId });
    const scheduler = replica(pool, [everyMinute]);
    await database.setClock(minutesLater(10));
    const lookedAt = scheduler.lastLookAt();
    await eventually(() => expect(scheduler.lastLookAt()).not.toBe(lookedAt));
    expect(await runsOf(pool)).toEqual([]);
    expect((await listJobs(pool.manager, [everyMinute])).items).toMatchObject([
      { nextRunAt: null, paused: { by: userId } },
    ]);
    await resumeJob(deps)({ jobId: everyMinute.jobId, userId });
    expect((await listJobs(pool.manager, [everyMinute])).items).toMatchObject([
      { nextRunAt: '2030-01-01T10:11:00.000Z', paused: null },
    ]);
    await database.setClock(minutesLater(11));
    await eventually(async () => expect(await runsOf(pool)).toHaveLength(1));
    await scheduler.close();
    expect(await runsOf(pool)).toMatchObject([{ cause: 'schedule', dueAt: '2030-01-01T10:11:00.000Z' }]);
  });

  it('[B6] leave no run behind where the command could not be written, and are fired again', async () => {
    let failures = 0;
    const failing: Job = {
      ...everyMinute,
      async start(tx, run) {
        await everyMinute.start(tx, run);
        if (++failures <= 2) throw new Error('no luck');
      },
    };
    await database.setClock(minutesLater(1));
    const scheduler = replica(pool, [failing]);
    await eventually(async () => expect(await runsOf(pool)).toHaveLength(1));
    await scheduler.close();
    expect(failures).toBe(3);
    expect(await commandsOf(pool)).toHaveLength(1);
  });

  it('[B6] keep what is due over a restart, and begin anew under another schedule', async () => {
    const next = async (job: Job) => {
      await pool.transaction((tx) => registerJobs(tx, [job]));
      return (await listJobs(pool.manager, [job])).items[0]?.nextRunAt;
    };
    await database.setClock(minutesLater(5));
    expect(await next(everyMinute)).toBe('2030-01-01T10:01:00.000Z');
    expect(await next({ ...everyMinute, schedule: '0 3 * * *', timeZone: 'Europe/Berlin' })).toBe(
      '2030-01-02T02:00:00.000Z',
    );
  });

  it('[B6] end as failed with a reason when nobody answers for ten minutes, and well when the answer comes late', async () => {
    await database.setClock(minutesLater(1));
    const scheduler = replica(pool, [everyMinute]);
    const first = await eventually(async () => {
      const [run] = await runsOf(pool);
      if (!run) throw new Error('no run yet');
      return run;
    });
    await database.setClock(minutesLater(11.5));
    const failed = await eventually(async () => {
      const run = (await runsOf(pool)).find(({ runId }) => runId === first.runId);
      expect(run).toMatchObject({ state: 'failed', finishedAt: minutesLater(11.5) });
      return run;
    });
    await scheduler.close();
    expect(failed?.error).toMatch(/^No answer from identity within 10 minutes: .* run the job again/);

    // Whoever says how far they are is at it, and is waited for again.
    const progress = { data: { runId: first.runId, counts: { expired: 2 } } } as MessageOf<
      typeof identityJobProgressed
    >;
    await pool.transaction((tx) => reportProgress(progress, { tx, attempt: 1, replayed: false }));
    expect((await runsOf(pool)).find(({ runId }) => runId === first.runId)).toMatchObject({
      state: 'running',
      counts: { expired: 2 },
      finishedAt: null,
      error: null,
    });

    const answer = { data: { runId: first.runId, counts: { expired: 3 } } } as MessageOf<
      typeof identityJobFinished
    >;
    await pool.transaction((tx) => finishRun(answer, { tx, attempt: 1, replayed: false }));
    expect((await runsOf(pool)).find(({ runId }) => runId === first.runId)).toMatchObject({
      state: 'succeeded',
      counts: { expired: 3 },
      error: null,
    });
  });
});
