import { randomUUID } from 'node:crypto';
import { takeSelection } from '@tenantry/contracts';
import { sendCommand } from '@tenantry/messaging';
import { eventually } from '@tenantry/testing';
import { publisher } from './support/bus';
import { jobsOf } from './support/jobs';
import { manyUsers } from './support/many-users';
import { browser, openAccount, type Person } from './support/people';
import { type Identity, startIdentity } from './support/start-identity';

let identity: Identity;
let tenancy: Awaited<ReturnType<typeof publisher>>;
let master: Person;
beforeAll(async () => {
  identity = await startIdentity({ bus: true, jobs: true });
  tenancy = await publisher(identity.brokerUrl, 'tenancy');
  await identity.hears('tenancy');
  master = await openAccount(identity);
});
afterAll(async () => {
  await tenancy.close();
  await identity.close();
});

const { start, over, read, items } = jobsOf(
  () => identity,
  () => master,
);
const block = (selection: string) => ({ act: 'block', selection, comment: 'Contract has ended' });

/** Sends a selection as tenancy does, or only some of its parts. */
const send = (selectionId: string, actorId: string, parts: string[][], only = parts.map((_, at) => at)) =>
  tenancy.write(async (tx) => {
    for (const at of only) {
      const part = { part: at + 1, parts: parts.length, userIds: parts[at] ?? [] };
      const data = { selectionId, actorId, onBehalfOfId: null, ...part };
      const expiresAt = new Date(Date.now() + 60_000);
      await sendCommand(tx, takeSelection, data, { actor: `user/${actorId}`, expiresAt });
    }
  });
const arrived = (selectionId: string, parts: number) =>
  eventually(
    async () => {
      const rows = await identity.database.query<unknown[]>(
        'select from selection_part where selection_id = $1',
        [selectionId],
      );
      expect(rows).toHaveLength(parts);
    },
    { within: 10_000 },
  );

describe('a job over a selection', () => {
  it('[L14] waits for all its parts, in whatever order they come, and does it to all of them', async () => {
    const [selectionId, ids] = [randomUUID(), await manyUsers(identity, master, 5)];
    const parts = [ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)];
    await send(selectionId, master.userId, parts, [2, 0]);
    const { jobId } = await start(block(selectionId));
    await arrived(selectionId, 2);
    expect(await read(jobId)).toMatchObject({ state: 'gathering', counts: { total: 0 } });

    await send(selectionId, master.userId, parts, [1]);
    expect(await over(jobId)).toMatchObject({ state: 'finished', counts: { total: 5, done: 5 } });
    expect((await items(jobId)).map(({ userId }) => userId)).toEqual(ids);
    const again = await start({ act: 'unblock', selection: selectionId, comment: null });
    expect(await over(again.jobId)).toMatchObject({ counts: { total: 5, done: 5 } });
  });

  it('[L14] fails after a minute where the selection is not there or somebody else’s', async () => {
    const [foreign, ids] = [randomUUID(), await manyUsers(identity, master, 1)];
    await send(foreign, randomUUID(), [ids]);
    await arrived(foreign, 1);
    const jobs = [await start(block(foreign)), await start(block(randomUUID()))];
    // As if the minute were over.
    await identity.database.query(
      `update bulk_job set created_at = now() - interval '61 seconds' where state = 'gathering'`,
    );
    for (const { jobId } of jobs)
      expect(await over(jobId)).toMatchObject({
        state: 'failed',
        problem: 'selection.not_found',
        counts: { total: 0 },
      });
  });

  it('[L14] over nobody is finished at once', async () => {
    const selectionId = randomUUID();
    await send(selectionId, master.userId, [[]]);
    const { jobId } = await start(block(selectionId));
    expect(await over(jobId)).toMatchObject({ state: 'finished', counts: { total: 0 } });
  });
});

describe('a job that is cancelled', () => {
  it('[L14] leaves undone what is not done yet; what it says it has done is done', async () => {
    identity.doJobs();
    const [selectionId, ids] = [randomUUID(), await manyUsers(identity, master, 400)];
    await send(selectionId, master.userId, [ids]);
    const { jobId } = await start(block(selectionId));
    await eventually(async () => expect((await read(jobId)).counts.done).toBeGreaterThan(20), {
      within: 20_000,
      every: 5,
    });
    const { body } = await browser(identity, master.cookie).post(`/v1/jobs/${jobId}/cancel`).expect(200);
    const { counts } = body as Awaited<ReturnType<typeof read>>;
    expect(body).toMatchObject({ state: 'cancelled', counts: { total: 400, waiting: 0, failed: 0 } });
    expect(counts.cancelled).toBeGreaterThan(0);
    // Another job after it: by then nothing of the first is on its way any more.
    const after = randomUUID();
    await send(after, master.userId, [await manyUsers(identity, master, 1)]);
    await over((await start(block(after))).jobId);
    expect((await read(jobId)).counts).toEqual(counts);
    const blocked = await identity.database.query<unknown[]>(
      `select from users where id = any($1) and status = 'blocked'`,
      [ids],
    );
    expect(blocked).toHaveLength(counts.done);
    const again = await browser(identity, master.cookie).post(`/v1/jobs/${jobId}/cancel`).expect(200);
    expect(again.body).toEqual(body);
  });
});
