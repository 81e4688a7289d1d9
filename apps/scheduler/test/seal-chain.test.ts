import { randomUUID } from 'node:crypto';
import { checkSealChain, type SealingService } from '@tenantry/contracts';
import { freshDatabase, type FreshDatabase } from '@tenantry/testing';
import { migrations } from '../src/database';
import { failUnansweredRuns } from '../src/jobs/fail-unanswered-runs';
import { jobs } from '../src/jobs/job';
import { listRuns } from '../src/jobs/list-jobs';
import { registerJobs } from '../src/jobs/register-jobs';
import { startRun } from '../src/jobs/start-run';
import { headsOf, keepHead } from '../src/seals/seal-heads';
import { takeReport } from '../src/seals/take-report';

const job = jobs.find(({ jobId }) => jobId === 'check-seal-chain');
const services = Object.keys(checkSealChain) as SealingService[];
const hashOf = (seq: number) => String(seq).padStart(43, 'h');
const first = { kind: 'changed', seq: 4, eventId: randomUUID(), subject: 'user/4711', version: 3 } as const;

describe('the check of the seals', () => {
  let database: FreshDatabase;
  beforeEach(async () => {
    database = await freshDatabase('scheduler', migrations);
    await registerJobs(database.dataSource.manager, jobs);
  });
  afterEach(() => database.drop());

  const inTransaction = <M extends { service: SealingService }>(
    handle: (message: never, context: never) => Promise<void>,
    data: M,
    source = `tenantry/${data.service}`,
  ) => database.dataSource.transaction((tx) => handle({ source, data } as never, { tx } as never));
  const head = (service: SealingService, seq: number, hash = hashOf(seq)) =>
    inTransaction(keepHead, { service, seq, hash });
  const start = async () => {
    if (!job) throw new Error('there is no such job');
    const due = { cause: 'schedule', dueAt: new Date(), startedBy: null } as const;
    const run = await database.dataSource.transaction((tx) => startRun(tx, job, due));
    return run?.runId ?? '';
  };
  const runOf = async () => (await listRuns(database.dataSource.manager, 'check-seal-chain')).items[0];

  it('[B7] [B6] asks every service, with the ends that it has told before', async () => {
    await head('identity', 10);
    await head('identity', 25);
    await head('tenancy', 7);
    const runId = await start();
    const sent = await database.dataSource.query<{ type: string; data: object }[]>(
      `select command ->> 'type' as type, command -> 'data' as data from outbox order by type`,
    );
    const heads: Partial<Record<SealingService, number[]>> = { identity: [10, 25], tenancy: [7] };
    expect(sent).toEqual(
      [...services].sort().map((service) => ({
        type: `${service}.command.check-seal-chain.v1`,
        data: {
          runId,
          heads: expect.arrayContaining(
            (heads[service] ?? []).map((seq) => ({ seq, hash: hashOf(seq) })),
          ) as object[],
        },
      })),
    );
  });

  it('[B7] hears of a log only from the service whose it is', async () => {
    const data = { service: 'identity', seq: 10, hash: hashOf(10) } as const;
    await expect(inTransaction(keepHead, data, 'tenantry/tenancy')).rejects.toThrow('speaks for');
    const runId = await start();
    const report = { service: 'identity', runId, checked: 1, broken: 0, first: null } as const;
    await expect(inTransaction(takeReport, report, 'tenantry/tenancy')).rejects.toThrow('speaks for');
    expect(await headsOf(database.dataSource.manager, 'identity')).toEqual([]);
  });

  it('[B7] keeps the end that was told first, and after a week the last of each day', async () => {
    await head('identity', 10);
    await head('identity', 10, hashOf(4711));
    for (const seq of [20, 30]) await head('identity', seq);
    await database.dataSource.query(`update seal_head set told_at = told_at - interval '8 days'`);
    await head('identity', 40);
    const heads = await headsOf(database.dataSource.manager, 'identity');
    expect(heads.sort((a, b) => a.seq - b.seq)).toEqual([30, 40].map((seq) => ({ seq, hash: hashOf(seq) })));
  });

  it('[B7] [B6] is over when all have answered, each once, and has failed where a row is not as it was', async () => {
    const runId = await start();
    const answer = (service: SealingService, broken: number) =>
      inTransaction(takeReport, { service, runId, checked: 10, broken, first: broken > 0 ? first : null });
    for (const service of services.slice(1)) await answer(service, 0);
    await answer('notifier', 0);
    expect(await runOf()).toMatchObject({ state: 'running', counts: { sealsChecked: 30, sealsBroken: 0 } });
    await answer('identity', 2);
    expect(await runOf()).toMatchObject({
      state: 'failed',
      counts: { sealsChecked: 40, sealsBroken: 2 },
      error:
        'Entries in the log of identity that are not as they were sealed: 2. First: changed (place 4, user/4711, version 3)',
    });
  });

  it('[B7] [B6] tells of a row at once, also where a service never answers', async () => {
    const runId = await start();
    await inTransaction(takeReport, { service: 'tenancy', runId, checked: 10, broken: 1, first });
    const found = expect.stringContaining('Entries in the log of tenancy') as string;
    expect(await runOf()).toMatchObject({ state: 'running', error: found });
    await database.dataSource.query(`update job_runs set deadline_at = now()`);
    await failUnansweredRuns(database.dataSource.manager, jobs);
    expect(await runOf()).toMatchObject({
      state: 'failed',
      error: expect.stringMatching(/^Entries in the log of tenancy.*; No answer from all services/) as string,
    });
  });

  it('[B7] [B6] still says why it has failed when a service answers too late that nothing is wrong', async () => {
    const runId = await start();
    await database.dataSource.query(`update job_runs set deadline_at = now()`);
    await failUnansweredRuns(database.dataSource.manager, jobs);
    const { error } = (await runOf()) as { error: string };
    await inTransaction(takeReport, { service: 'notifier', runId, checked: 10, broken: 0, first: null });
    expect(await runOf()).toMatchObject({ state: 'failed', error });
    expect(error).toMatch(/^No answer from all services/);
  });

  it('[B7] [B6] has succeeded where every row is as it was', async () => {
    const runId = await start();
    for (const service of services)
      await inTransaction(takeReport, { service, runId, checked: 10, broken: 0, first: null });
    expect(await runOf()).toMatchObject({ state: 'succeeded', counts: { sealsChecked: 40 }, error: null });
  });
});
