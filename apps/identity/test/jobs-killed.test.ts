import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { eventually } from '@tenantry/testing';
import { block, eventsOfEach, jobsOf } from './support/jobs';
import { manyUsers } from './support/many-users';
import { openAccount, type Person } from './support/people';
import { type Identity, startIdentity } from './support/start-identity';

let identity: Identity;
let master: Person;
let child: ChildProcess | undefined;
beforeAll(async () => {
  identity = await startIdentity();
  master = await openAccount(identity);
});
afterAll(async () => {
  child?.kill('SIGKILL');
  await identity.close();
});

const { start, over, read } = jobsOf(
  () => identity,
  () => master,
);

/** The whole service as a process of its own, on the database of this test. */
function startProcess(): ChildProcess {
  const { config, redis, brokerUrl, ownerUrl } = identity;
  return spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: path.join(__dirname, '..'),
    stdio: 'ignore',
    env: {
      PATH: path.dirname(process.execPath),
      ENVIRONMENT: config.ENVIRONMENT,
      PUBLIC_URL: config.PUBLIC_URL,
      SERVICE_PORT: '0',
      OPERATIONS_PORT: '0',
      DATABASE_URL: config.DATABASE_URL,
      DATABASE_OWNER_URL: ownerUrl,
      AMQP_URL: brokerUrl,
      REDIS_URL: redis.options.url,
      TENANCY_URL: config.TENANCY_URL,
      SERVICE_PRIVATE_KEY: JSON.stringify(config.SERVICE_PRIVATE_KEY),
      SERVICE_PUBLIC_KEYS: JSON.stringify(config.SERVICE_PUBLIC_KEYS),
      SEALING_PUBLIC_KEY: JSON.stringify(config.SEALING_PUBLIC_KEY),
    },
  });
}

const letLeasesRunOut = () =>
  identity.database.query(`update bulk_item set due_at = now() where lease is not null`);

it('[L14] a service that is killed in the middle, again and again, does nothing twice and forgets nobody', async () => {
  const ids = await manyUsers(identity, master, 500);
  const { jobId } = await start(block(ids));
  for (let kills = 1; kills <= 2; kills += 1) {
    const before = (await read(jobId)).counts.done;
    child = startProcess();
    const exited = once(child, 'exit');
    const within = { within: 40_000, every: 10 };
    await eventually(async () => expect((await read(jobId)).counts.done).toBeGreaterThan(before), within);
    child.kill('SIGKILL');
    await exited;
    const { counts } = await read(jobId);
    expect(counts).toMatchObject({ total: 500, failed: 0, skipped: 0 });
    expect(counts.waiting).toBeGreaterThan(0);
    // What an item says is what has happened, at every moment.
    const [{ blocked } = { blocked: 0 }] = await identity.database.query<{ blocked: number }[]>(
      `select count(*)::int as blocked from users where id = any($1) and status = 'blocked'`,
      [ids],
    );
    expect(blocked).toBe(counts.done);
    await letLeasesRunOut();
  }
  identity.doJobs();
  expect(await over(jobId, 60_000)).toMatchObject({
    state: 'finished',
    counts: { total: 500, done: 500, skipped: 0, failed: 0 },
  });
  const once500 = Array<number>(500).fill(1);
  expect(await eventsOfEach(identity, ids, 'identity.user.blocked.v1')).toEqual(once500);
}, 240_000);
