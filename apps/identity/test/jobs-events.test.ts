import type { ChildProcess } from 'node:child_process';
import type { bulkJobSchema } from '@tenantry/contracts';
import { eventually } from '@tenantry/testing';
import type { z } from 'zod';
import { listening, type Told } from './support/event-stream';
import { block, jobsOf } from './support/jobs';
import { manyUsers } from './support/many-users';
import { browser, colleague, openAccount, type Person } from './support/people';
import { startProcess } from './support/process';
import { type Identity, startIdentity } from './support/start-identity';

type Job = z.infer<typeof bulkJobSchema>;

let identity: Identity;
let service: Awaited<ReturnType<typeof listening>>;
let master: Person;
let other: ChildProcess | undefined;
// This replica does no jobs.
beforeAll(async () => {
  identity = await startIdentity();
  service = await listening(identity);
  master = await openAccount(identity);
});
afterAll(async () => {
  other?.kill('SIGKILL');
  await service.close();
  await identity.close();
});

const { start, over } = jobsOf(
  () => identity,
  () => master,
);
const pathOf = ({ jobId }: Job) => `/v1/jobs/${jobId}/events`;
const follow = (job: Job, by: Person = master, headers: Record<string, string> = {}) =>
  service.open<Job>(pathOf(job), by, headers);
const waiting = async (count: number) => start(block(await manyUsers(identity, master, count)));
const first = async ({ told }: Awaited<ReturnType<typeof follow>>) =>
  ((await told.next()).value as Told<Job> | undefined)?.data;

describe('the events of a job', () => {
  it('[L14] tell how far it is until it is over, also where another replica does it', async () => {
    const job = await waiting(150);
    const stream = await follow(job);
    expect(stream.status).toBe(200);
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    expect(stream.headers.get('cache-control')).toBe('no-store, no-transform');
    other = startProcess(identity);
    const told: Told<Job>[] = [];
    for await (const event of stream.told) told.push(event);
    other.kill('SIGKILL');

    expect(told[0]?.data).toEqual(job);
    const done = told.map(({ data }) => data.counts.done);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
    expect(new Set(told.map(({ id }) => id)).size).toBe(told.length);
    const last = told.at(-1);
    expect(last?.data).toEqual(await over(job.jobId));
    expect(last?.data).toMatchObject({ state: 'finished', counts: { total: 150, done: 150 } });

    // Whoever was cut off comes again with the last that they have heard.
    const again = async (id: string) => {
      const { status, told } = await follow(job, master, { 'last-event-id': id });
      const events: Told<Job>[] = [];
      for await (const event of told) events.push(event);
      return { status, events };
    };
    expect(await again(told[0]?.id ?? '')).toEqual({ status: 200, events: [last] });
    expect(await again(last?.id ?? '')).toEqual({ status: 204, events: [] });
  }, 60_000);

  it('[L14] [C9] end when the session has ended', async () => {
    const colleagues = await colleague(identity, master);
    const job = await waiting(1);
    // A job of the colleague: nobody else may follow it.
    await identity.database.query('update bulk_job set actor_id = $1 where id = $2', [
      colleagues.userId,
      job.jobId,
    ]);
    expect((await follow(job)).status).toBe(404);
    const stream = await follow(job, colleagues);
    expect(await first(stream)).toEqual(job);
    await browser(identity, colleagues.cookie).delete('/v1/sessions/current').expect(204);
    expect(await stream.told.next()).toEqual({ done: true, value: undefined });
    expect((await follow(job, colleagues)).status).toBe(401);
  }, 20_000);

  it('[L14] are told to one person ten times at most, and again once somebody has left', async () => {
    const job = await waiting(1);
    const ten = await Promise.all(Array.from({ length: 10 }, () => follow(job)));
    expect(ten.map(({ status }) => status)).toEqual(ten.map(() => 200));
    const refused = await follow(job);
    expect([refused.status, await refused.body()]).toMatchObject([429, { code: 'rate.limited' }]);
    ten[0]?.leave();
    const next = await eventually(async () => {
      const opened = await follow(job);
      expect(opened.status).toBe(200);
      return opened;
    });
    expect(await first(next)).toEqual(job);
    for (const { leave } of [...ten, next]) leave();
  });

  it('[L14] are over for a reader who has left before the first', async () => {
    const job = await waiting(1);
    const there = await listening(identity);
    const leaving = new AbortController();
    await identity.database.transaction(async (tx) => {
      await tx.query('lock table bulk_job in access exclusive mode');
      const asked = Array.from({ length: 10 }, () => there.open(pathOf(job), master, {}, leaving));
      await eventually(async () => {
        const [row] = await tx.query<{ held: number }[]>(
          `select count(*)::int as held from pg_locks where relation = 'bulk_job'::regclass and not granted`,
        );
        expect(row?.held).toBe(10);
      });
      leaving.abort();
      for (const { status } of await Promise.allSettled(asked)) expect(status).toBe('rejected');
      await eventually(async () => expect(await there.connections()).toBe(0));
    });
    // The database has answered all ten, and what came of it is over when it has answered another request.
    await eventually(async () => {
      const [row] = await identity.database.query<{ asked: number }[]>(
        `select count(*)::int as asked from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid() and state = 'active' and query like '%bulk_job%'`,
      );
      expect(row?.asked).toBe(0);
    });
    await browser(identity, master.cookie).get('/v1/jobs').expect(200);
    const stream = await there.open<Job>(pathOf(job), master);
    expect(stream.status).toBe(200);
    expect(await first(stream)).toEqual(job);
    stream.leave();
    await there.close();
  });

  /** The first of a job of a replica of its own, and all that is needed for more. */
  const elsewhere = async (streamsLastMs?: number) => {
    const replica = await startIdentity(streamsLastMs === undefined ? {} : { streamsLastMs });
    const there = await listening(replica);
    const person = await openAccount(replica);
    const { start: begin } = jobsOf(
      () => replica,
      () => person,
    );
    const job = await begin(block(await manyUsers(replica, person, 1)));
    const open = () => there.open<Job>(pathOf(job), person);
    const stream = await open();
    expect(await first(stream)).toEqual(job);
    const close = async () => {
      await there.close();
      await replica.close();
    };
    return { replica, open, stream, close };
  };

  it('[L14] end with the service, for their reader to come to another replica, and none begin there', async () => {
    const { replica, open, stream, close } = await elsewhere();
    await replica.stopFollowing();
    expect(await stream.told.next()).toEqual({ done: true, value: undefined });
    const refused = await open();
    expect([refused.status, await refused.body()]).toMatchObject([503, { code: 'service.unavailable' }]);
    await close();
  });

  it('[L14] end by themselves in the end, for their reader to come again', async () => {
    const { stream, close } = await elsewhere(300);
    expect(await stream.told.next()).toEqual({ done: true, value: undefined });
    await close();
  });
});
