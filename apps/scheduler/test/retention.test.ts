import { randomUUID } from 'node:crypto';
import { applyRetention, type RetainingService } from '@tenantry/contracts';
import { beginRetention, startRetention } from '@tenantry/messaging';
import { eventually, freshDatabase, type FreshDatabase, silentLogger } from '@tenantry/testing';
import { migrations } from '../src/database';
import { failUnansweredRuns } from '../src/jobs/fail-unanswered-runs';
import { jobs } from '../src/jobs/job';
import { listRuns } from '../src/jobs/list-jobs';
import { registerJobs } from '../src/jobs/register-jobs';
import { startRun } from '../src/jobs/start-run';
import { keptRuns } from '../src/retention/forget-runs';
import { takeRetentionReport } from '../src/retention/take-retention-report';

const job = jobs.find(({ jobId }) => jobId === 'retention');
const services = Object.keys(applyRetention) as RetainingService[];

describe('the retention', () => {
  let database: FreshDatabase;
  beforeEach(async () => {
    database = await freshDatabase('scheduler', migrations);
    await registerJobs(database.dataSource.manager, jobs);
  });
  afterEach(() => database.drop());

  const query = <T>(sql: string, values: unknown[] = []) => database.dataSource.query<T[]>(sql, values);
  const start = async () => {
    if (!job) throw new Error('there is no such job');
    const due = { cause: 'schedule', dueAt: new Date(), startedBy: null } as const;
    const run = await database.dataSource.transaction((tx) => startRun(tx, job, due));
    return run?.runId ?? '';
  };
  const runOf = async () => (await listRuns(database.dataSource.manager, 'retention')).items[0];
  type Said = { report: number; counts: Record<string, number>; finished: boolean };
  const report = (runId: string, service: RetainingService, said: Said, source = `tenantry/${service}`) =>
    database.dataSource.transaction((tx) =>
      takeRetentionReport({ source, data: { runId, service, ...said } } as never, { tx } as never),
    );

  it('[B6] asks every service that keeps more than facts', async () => {
    const runId = await start();
    const sent = await query(
      `select command ->> 'type' as type, command -> 'data' as data from outbox order by type`,
    );
    expect(sent).toEqual(
      services
        .toSorted()
        .map((service) => ({ type: `${service}.command.apply-retention.v1`, data: { runId } })),
    );
  });

  it('[B6] shows how far it is, whatever order reports come in, and is over when all have finished', async () => {
    const runId = await start();
    await report(runId, 'notifier', { report: 2, counts: { mailsDeleted: 2000 }, finished: false });
    await report(runId, 'notifier', { report: 1, counts: { mailsDeleted: 1000 }, finished: false });
    expect(await runOf()).toMatchObject({ state: 'running', counts: { mailsDeleted: 2000 } });
    await report(runId, 'notifier', { report: 3, counts: { mailsDeleted: 2500 }, finished: true });
    expect(await runOf()).toMatchObject({ state: 'running' });
    await report(runId, 'scheduler', { report: 1, counts: { jobRunsDeleted: 7 }, finished: true });
    expect(await runOf()).toMatchObject({
      state: 'succeeded',
      counts: { mailsDeleted: 2500, jobRunsDeleted: 7 },
    });
  });

  it('[B6] is waited for while a service says that it is at it, and given up when none does', async () => {
    const runId = await start();
    await query(`update job_runs set deadline_at = now()`);
    await report(runId, 'notifier', { report: 1, counts: {}, finished: false });
    expect(await failUnansweredRuns(database.dataSource.manager, jobs)).toEqual([]);
    await query(`update job_runs set deadline_at = now()`);
    expect(await failUnansweredRuns(database.dataSource.manager, jobs)).toEqual([runId]);
    await report(runId, 'notifier', { report: 2, counts: {}, finished: true });
    await report(runId, 'scheduler', { report: 1, counts: {}, finished: true });
    expect(await runOf()).toMatchObject({ state: 'succeeded', error: null });
  });

  it('[B6] hears of a service only from that service', async () => {
    const runId = await start();
    const said = { report: 1, counts: {}, finished: true };
    await expect(report(runId, 'notifier', said, 'tenantry/identity')).rejects.toThrow('speaks for');
  });

  it('[B6] deletes runs that were due long ago, but of each job the last one, and no run that goes on', async () => {
    await query(
      `insert into job_runs (run_id, job_id, cause, due_at, started_at, deadline_at, finished_at, state)
       select gen_random_uuid(), job_id, 'schedule', now() - age * interval '1 day', now(), now(),
         case when state <> 'running' then now() end, state
       from (values ('expire-invitations', 100, 'succeeded'), ('expire-invitations', 95, 'failed'),
         ('expire-invitations', 89, 'succeeded'), ('check-seal-chain', 200, 'failed'), ('check-seal-chain', 120, 'succeeded'),
         ('deactivate-inactive-users', 300, 'succeeded'), ('deactivate-inactive-users', 299, 'running'))
         as run (job_id, age, state)`,
    );
    const runId = randomUUID();
    await database.dataSource.transaction((tx) =>
      beginRetention({ data: { runId } } as never, { tx, attempt: 1, replayed: false }),
    );
    const retention = startRetention({
      service: 'scheduler',
      kept: keptRuns({ JOB_RUNS_KEPT_DAYS: 90 }),
      transact: (work) => database.dataSource.transaction(work),
      logger: silentLogger,
      pollMs: 10,
    });
    const [said] = await eventually(async () => {
      const rows = await query<{ data: object }>(
        `select command -> 'data' as data from outbox where command ->> 'type' = 'scheduler.command.report-retention.v1'`,
      );
      expect(rows).toHaveLength(1);
      return rows;
    });
    await retention.stop();
    expect(said?.data).toEqual({
      ...{ service: 'scheduler', runId, report: 1, finished: true },
      counts: { jobRunsDeleted: 3 },
    });
    const left = await query<{ jobId: string; age: number }>(
      `select job_id as "jobId", (now()::date - due_at::date) as age from job_runs order by due_at desc`,
    );
    expect(left).toEqual([
      { jobId: 'expire-invitations', age: 89 },
      { jobId: 'check-seal-chain', age: 120 },
      { jobId: 'deactivate-inactive-users', age: 299 },
      { jobId: 'deactivate-inactive-users', age: 300 },
    ]);
  });
});
