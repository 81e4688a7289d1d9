import { randomUUID } from 'node:crypto';
import { changeRoleOfUser, type CommandDataOf, settleJobItem } from '@tenantry/contracts';
import { sendCommand } from '@tenantry/messaging';
import { eventually } from '@tenantry/testing';
import { listenTo, publisher } from './support/bus';
import { jobsOf } from './support/jobs';
import { manyUsers } from './support/many-users';
import { browser, openAccount, type Person } from './support/people';
import { type Identity, startIdentity } from './support/start-identity';
import { allowed } from './support/tenancy';

type Answer = CommandDataOf<typeof settleJobItem>;

let identity: Identity;
let tenancy: Awaited<ReturnType<typeof publisher>>;
let bus: Awaited<ReturnType<typeof listenTo>>;
let master: Person;
beforeAll(async () => {
  identity = await startIdentity({ bus: true, jobs: true });
  tenancy = await publisher(identity.brokerUrl, 'tenancy');
  await identity.hears('tenancy');
  bus = await listenTo(identity.brokerUrl, 'identity');
  master = await openAccount(identity);
});
afterAll(async () => {
  await bus.close();
  await tenancy.close();
  await identity.close();
});
beforeEach(() => identity.tenancy.decide(() => allowed));

const { start, over, read, items } = jobsOf(
  () => identity,
  () => master,
);
const asking = () => browser(identity, master.cookie);
/** What tenancy was asked to do for the job, once it is so much. */
const asked = (jobId: string, count: number) =>
  eventually(
    () => {
      const data = bus.received
        .filter(({ message }) => message.type === changeRoleOfUser.type && message.data['jobId'] === jobId)
        .map(({ message }) => changeRoleOfUser.schema.parse(message).data);
      if (data.length < count) throw new Error(`${data.length} of ${count} are asked for`);
      return data;
    },
    { within: 10_000 },
  );
const answer = (data: Answer, commandId: string = randomUUID()) =>
  tenancy.write((tx) =>
    sendCommand(tx, settleJobItem, data, {
      actor: 'service/tenancy',
      expiresAt: new Date(Date.now() + 60_000),
      commandId,
    }),
  );
/** The same, once it is taken in. */
const answered = async (data: Answer) => {
  const commandId = randomUUID();
  await answer(data, commandId);
  await eventually(
    async () => {
      const taken = await identity.database.query<unknown[]>(
        `select from stream where subject = $1 and last = 1`,
        [`command/${commandId}`],
      );
      expect(taken).toHaveLength(1);
    },
    { within: 10_000 },
  );
};
const counted = (jobId: string, counts: object) =>
  eventually(async () => expect((await read(jobId)).counts).toMatchObject(counts), { within: 10_000 });
const role = { act: 'add_role', role: 'chat_operator', comment: null };

describe('a job over roles', () => {
  it('[L14] leaves each user to tenancy, says what it answers, and tries the failed once more', async () => {
    const ids = await manyUsers(identity, master, 3);
    const { jobId } = await start({ ...role, userIds: ids });
    const commands = await asked(jobId, 3);
    const acting = { actorId: master.userId, onBehalfOfId: null };
    expect(commands.toSorted((a, b) => a.position - b.position)).toEqual(
      ids.map((userId, at) => ({
        ...{ jobId, position: at + 1, ...acting, userId },
        ...{ roleId: 'chat_operator', change: 'add', attempt: 1 },
      })),
    );
    expect(await read(jobId)).toMatchObject({
      act: 'add_role',
      role: 'chat_operator',
      state: 'running',
      counts: { total: 3, waiting: 3 },
    });
    await answer({ jobId, position: 1, state: 'done', problem: null });
    await answer({ jobId, position: 2, state: 'skipped', problem: null });
    await answer({ jobId, position: 3, state: 'failed', problem: 'grant.not_allowed' });
    expect(await over(jobId)).toMatchObject({ counts: { done: 1, skipped: 1, failed: 1, retryable: 1 } });
    expect((await items(jobId)).map(({ state, problem }) => [state, problem])).toEqual([
      ['done', null],
      ['skipped', null],
      ['failed', 'grant.not_allowed'],
    ]);
    // A late word about what is over changes nothing.
    await answer({ jobId, position: 1, state: 'failed', problem: 'user.not_found' });

    await asking().post(`/v1/jobs/${jobId}/retry`).expect(200);
    await asked(jobId, 4);
    await answer({ jobId, position: 3, state: 'done', problem: null });
    expect(await over(jobId)).toMatchObject({ attempt: 2, counts: { done: 2, skipped: 1, failed: 0 } });
  });

  it('[L14] hands over anew what nobody has answered', async () => {
    const ids = await manyUsers(identity, master, 1);
    const { jobId } = await start({ ...role, act: 'remove_role', userIds: ids });
    expect(await asked(jobId, 1)).toMatchObject([{ change: 'remove' }]);
    // As if the quarter of an hour were over.
    await identity.database.query('update bulk_item set due_at = now() where job_id = $1', [jobId]);
    await asked(jobId, 2);
    await answer({ jobId, position: 1, state: 'skipped', problem: null });
    expect((await over(jobId)).counts).toMatchObject({ done: 0, skipped: 1 });
  });

  it('[L14] has fifty on their way at most, however many it has, and others get their turn', async () => {
    const ids = await manyUsers(identity, master, 60);
    const { jobId } = await start({ ...role, userIds: ids });
    const first = await asked(jobId, 50);
    // Jobs take turns: once another one has had its own, this one would have had another.
    const other = await start({ ...role, userIds: ids.slice(0, 1) });
    await asked(other.jobId, 1);
    const positions = (await asked(jobId, 50)).map(({ position }) => position).sort((a, b) => a - b);
    expect(positions).toEqual(ids.slice(0, 50).map((_, at) => at + 1));

    for (const { position, attempt } of first.slice(0, 3))
      await answer({ jobId, position, attempt, state: 'done', problem: null });
    await asked(jobId, 53);
    const rest = (await asked(jobId, 53)).slice(3);
    expect(rest).toHaveLength(50);
    for (const { position, attempt } of rest)
      await answer({ jobId, position, attempt, state: 'done', problem: null });
    for (const { position, attempt } of (await asked(jobId, 60)).slice(53))
      await answer({ jobId, position, attempt, state: 'done', problem: null });
    expect((await over(jobId)).counts).toMatchObject({ total: 60, done: 60 });
  });

  it('[L14] takes no word on an earlier attempt for the one that is under way, but that it is done', async () => {
    const ids = await manyUsers(identity, master, 2);
    const { jobId } = await start({ ...role, userIds: ids });
    await asked(jobId, 2);
    const refused = { jobId, attempt: 1, state: 'failed', problem: 'user.not_found' } as const;
    await answer({ ...refused, position: 1 });
    await answer({ ...refused, position: 2 });
    expect((await over(jobId)).counts).toMatchObject({ failed: 2 });
    await asking().post(`/v1/jobs/${jobId}/retry`).expect(200);
    const again = (await asked(jobId, 4)).slice(2);
    expect(again.every(({ attempt = 0 }) => attempt > 1)).toBe(true);

    await answered({ ...refused, position: 2 });
    expect((await read(jobId)).counts).toMatchObject({ waiting: 2, failed: 0 });
    await answered({ jobId, position: 1, attempt: 1, state: 'done', problem: null });
    for (const { position, attempt } of again)
      await answer({ jobId, position, attempt, state: 'skipped', problem: null });
    expect((await over(jobId)).counts).toMatchObject({ done: 1, skipped: 1, failed: 0 });
  });

  it('[L14] that is cancelled says what had been done by then', async () => {
    const ids = await manyUsers(identity, master, 2);
    const { jobId } = await start({ ...role, userIds: ids });
    await asked(jobId, 2);
    await asking().post(`/v1/jobs/${jobId}/cancel`).expect(200);
    await answer({ jobId, position: 1, state: 'failed', problem: 'user.not_found' });
    await answer({ jobId, position: 2, state: 'done', problem: null });
    await counted(jobId, { total: 2, done: 1, cancelled: 1, failed: 0, waiting: 0 });
  });

  it.each([
    ['no role', { act: 'add_role', comment: null }, '/role'],
    ['a role of another act', { act: 'unblock', comment: null, role: 'auditor' }, '/role'],
    ['a comment', { ...role, comment: 'x' }, '/comment'],
  ])('[L14] is not begun with %s', async (_what, request, pointer) => {
    const userIds = [master.userId];
    const { body } = await asking()
      .post('/v1/jobs', { ...request, userIds })
      .expect(400);
    expect(body).toMatchObject({ code: 'request.invalid', errors: [{ pointer }] });
  });
});
