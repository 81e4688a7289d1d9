import { operationsSchema } from '@tenantry/contracts';
import { parkedStream } from '@tenantry/testing';
import { jobs } from '../src/jobs/job';
import { registerJobs } from '../src/jobs/register-jobs';
import { operatedScheduler } from './support/operated';

describe('what the scheduler has to do, over HTTP', () => {
  let world: Awaited<ReturnType<typeof operatedScheduler>>;
  beforeEach(async () => {
    world = await operatedScheduler();
    await registerJobs(world.dataSource.manager, jobs);
  });
  afterEach(() => world.close());

  const asked = async () =>
    operationsSchema.parse((await world.operator.get('/v1/operations').expect(200)).body);

  it('[B6] is nothing where nothing waits', async () => {
    expect(await asked()).toEqual({
      service: 'scheduler',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/) as string,
      at: expect.any(String) as string,
      startedAt: expect.any(String) as string,
      queue: null,
      outbox: { pending: 0, oldestAt: null },
      streams: { due: 0, dueSince: null, retrying: 0, parked: 0, withGap: 0, refused: 0 },
      seals: { unsealedSince: null, broken: 0 },
      mails: null,
      jobs: { lateSince: null, running: 0, failed: [] },
    });
  });

  it('[B6] counts what is stuck, late and failed', async () => {
    await parkedStream(world.dataSource);
    await world.query(`insert into outbox (log_id, created_at) values (1, now() - interval '5 minutes')`);
    await world.query(
      `insert into job_runs (run_id, job_id, cause, due_at, started_at, deadline_at, finished_at, state)
       values (gen_random_uuid(), 'retention', 'schedule', now(), now(), now(), now(), 'failed')`,
    );
    await world.query(
      `update jobs set next_due_at = now() - interval '90 seconds' where job_id = 'expire-invitations'`,
    );
    const { at, outbox, streams, jobs: states } = await asked();
    const secondsSince = (time: string | null | undefined) =>
      (Date.parse(at) - Date.parse(time ?? '')) / 1000;
    expect(outbox).toMatchObject({ pending: 1 });
    expect(secondsSince(outbox.oldestAt)).toBeCloseTo(300, -1);
    expect(streams).toMatchObject({ parked: 1 });
    expect(states).toMatchObject({ running: 0, failed: ['retention'] });
    expect(secondsSince(states?.lateSince)).toBeCloseTo(90, -1);
  });

  it('[B6] says of no job that it is late while it is paused', async () => {
    await world.query(
      `update jobs set next_due_at = now() - interval '1 day', paused_at = now(), paused_by = gen_random_uuid()
       where job_id = 'expire-invitations'`,
    );
    expect(await asked()).toMatchObject({ jobs: { lateSince: null } });
  });
});
