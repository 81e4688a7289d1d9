import { randomUUID } from 'node:crypto';
import type { Decision } from '@tenantry/contracts';
import { block, eventsOfEach, jobsOf } from './support/jobs';
import { manyUsers } from './support/many-users';
import { browser, colleague, eventsOf, openAccount, type Person } from './support/people';
import { type Identity, startIdentity } from './support/start-identity';
import { allowed, unseen } from './support/tenancy';

let identity: Identity;
let master: Person;
beforeAll(async () => {
  identity = await startIdentity({ jobs: true });
  master = await openAccount(identity);
});
afterAll(() => identity.close());
beforeEach(() => identity.tenancy.decide(() => allowed));

const { start, over, items } = jobsOf(
  () => identity,
  () => master,
);
const asking = () => browser(identity, master.cookie);
const missing: Decision = {
  allowed: false,
  rule: 'permission_missing',
  mend: 'ask_for_permission',
  visible: true,
};
const statuses = async (userIds: string[]) => {
  const rows = await identity.database.query<{ status: string }[]>(
    'select status from users where id = any($1)',
    [userIds],
  );
  return rows.map(({ status }) => status);
};

describe('a job over users who are named', () => {
  it('[L14] blocks each with the reason, as the single act does, and tells what it has come to', async () => {
    const users = [await colleague(identity, master), await colleague(identity, master)];
    const ids = users.map(({ userId }) => userId);
    const answer = await asking().post('/v1/jobs', block(ids)).expect(202);
    const { jobId } = answer.body as { jobId: string };
    expect(answer.headers['location']).toBe(`/v1/jobs/${jobId}`);

    expect(await over(jobId)).toMatchObject({
      act: 'block',
      state: 'finished',
      comment: 'Contract has ended',
      attempt: 1,
      counts: { total: 2, waiting: 0, done: 2, skipped: 0, failed: 0, cancelled: 0 },
    });
    for (const { userId, cookie } of users) {
      await browser(identity, cookie).get('/v1/sessions/current').expect(401);
      expect((await eventsOf(identity, `user/${userId}`)).at(-1)).toMatchObject({
        type: 'identity.user.blocked.v1',
        actor: `user/${master.userId}`,
        personal: { reason: 'Contract has ended' },
      });
    }
    expect(await items(jobId)).toEqual(
      ids.map((userId, at) => ({
        position: at + 1,
        userId,
        name: 'Ben Okoye',
        state: 'done',
        problem: null,
        finishedAt: expect.any(String) as string,
      })),
    );
    const list = (await asking().get('/v1/jobs').expect(200)).body as { items: object[] };
    expect(list.items[0]).toMatchObject({ jobId, state: 'finished' });
  });

  it('[L14] says of each why not: already so, not seen any more, unknown, not allowed', async () => {
    const ids = await manyUsers(identity, master, 4);
    const [blocked = '', hidden = '', refused = '', fine = ''] = ids;
    await asking().post(`/v1/users/${blocked}/block`, { reason: 'Before' }).expect(200);
    identity.tenancy.decide((question) => {
      if (question.about !== 'user' || question.userId === hidden) return unseen;
      return question.userId === refused && question.act === 'user.block' ? missing : allowed;
    });
    const { jobId } = await start(block([...ids, randomUUID()]));
    expect((await over(jobId)).counts).toMatchObject({ total: 5, done: 1, skipped: 1, failed: 3 });
    expect((await items(jobId)).map(({ state, problem, name }) => [state, problem, name !== null])).toEqual([
      ['skipped', 'user.not_active', true],
      ['failed', 'user.not_found', false],
      ['failed', 'permission.missing', true],
      ['done', null, true],
      ['failed', 'user.not_found', false],
    ]);
    expect((await items(jobId, '&state=failed')).map(({ position }) => position)).toEqual([2, 3, 5]);
    expect(await statuses([hidden, refused, fine])).toEqual(
      expect.arrayContaining(['active', 'active', 'blocked']),
    );
  });

  it('[L14] is refused at once where the act can be done to nobody', async () => {
    const [userId = ''] = await manyUsers(identity, master, 1);
    const refusedWith = async (ids: string[], status: number) =>
      (await asking().post('/v1/jobs', block(ids)).expect(status)).body as object;
    expect(await refusedWith([randomUUID()], 404)).toMatchObject({ code: 'user.not_found' });
    identity.tenancy.decide(() => unseen);
    expect(await refusedWith([userId], 404)).toMatchObject({ code: 'user.not_found' });
    identity.tenancy.decide(() => missing);
    expect(await refusedWith([userId], 403)).toMatchObject({
      code: 'permission.missing',
      rule: 'permission_missing',
    });
  });

  it.each([
    ['nobody', { act: 'block', comment: 'x' }, '/userIds'],
    ['users and a selection', { ...block([randomUUID()]), selection: randomUUID() }, '/userIds'],
    ['no reason of a block', { ...block([randomUUID()]), comment: null }, '/comment'],
    [
      'a comment where there is none',
      { act: 'reset_password', userIds: [randomUUID()], comment: 'x' },
      '/comment',
    ],
    [
      'no own password of a removal',
      { act: 'remove', userIds: [randomUUID()], comment: null },
      '/ownPassword',
    ],
    ['an own password of a block', { ...block([randomUUID()]), ownPassword: 'x' }, '/ownPassword'],
    ['501 users', block(Array.from({ length: 501 }, () => randomUUID())), '/userIds'],
    ['another act', { ...block([randomUUID()]), act: 'promote' }, '/act'],
  ])('[L14] takes no job with %s', async (_what, request, pointer) => {
    const { body } = await asking().post('/v1/jobs', request).expect(400);
    expect(body).toMatchObject({ code: 'request.invalid', errors: [{ pointer }] });
  });

  it('[L14] is begun once, however often its request is repeated', async () => {
    const ids = await manyUsers(identity, master, 1);
    const key = { 'idempotency-key': randomUUID() };
    const first = await asking().post('/v1/jobs', block(ids), key).expect(202);
    const again = await asking().post('/v1/jobs', block(ids), key).expect(202);
    expect(again.body).toEqual(first.body);
    await over((first.body as { jobId: string }).jobId);
    expect(await eventsOfEach(identity, ids, 'identity.user.blocked.v1')).toEqual([1]);
  });

  it('[L14] unblocks, ends sessions, and mails the way to a new password', async () => {
    const user = await colleague(identity, master);
    const ids = [user.userId];
    const done = { state: 'finished', counts: { total: 1, done: 1 } };
    const reset = await start({ act: 'reset_password', userIds: ids, comment: null });
    expect(await over(reset.jobId)).toMatchObject(done);
    expect((await identity.mailsTo(user.email)).at(-1)).toMatchObject({ template: 'password_reset' });
    const signOut = await start({ act: 'sign_out', userIds: ids, comment: 'Lost laptops' });
    expect(await over(signOut.jobId)).toMatchObject(done);
    await over((await start(block(ids))).jobId);
    const unblock = await start({ act: 'unblock', userIds: ids, comment: null });
    expect(await over(unblock.jobId)).toMatchObject(done);
    const events = await eventsOf(identity, `user/${user.userId}`);
    expect(events.slice(-4).map(({ type }) => type.split('.').slice(1, 3).join('.'))).toEqual([
      'user.password-reset',
      'user.sessions-ended',
      'user.blocked',
      'user.unblocked',
    ]);
  });

  it('[L14] deactivates, activates and, with one’s own password, removes', async () => {
    const [first = '', second = ''] = await manyUsers(identity, master, 2);
    const ids = [first, second];
    const did = async (request: object) =>
      (await over((await start({ userIds: ids, ...request })).jobId)).counts;
    await asking().post(`/v1/users/${first}/deactivate`, { reason: null }).expect(200);
    expect(await did({ act: 'deactivate', comment: 'On leave' })).toMatchObject({ done: 1, skipped: 1 });
    expect(await statuses(ids)).toEqual(['inactive', 'inactive']);
    expect(await did({ act: 'activate', comment: null })).toMatchObject({ done: 2 });

    const remove = { act: 'remove', userIds: ids, comment: null };
    const wrong = await asking()
      .post('/v1/jobs', { ...remove, ownPassword: 'not it' })
      .expect(403);
    expect(wrong.body).toMatchObject({ code: 'password.wrong' });
    expect(await statuses(ids)).toEqual(['active', 'active']);
    identity.tenancy.decide((question) =>
      question.about === 'user' && question.userId === second ? missing : allowed,
    );
    const { jobId } = await start({ ...remove, ownPassword: master.password });
    expect((await over(jobId)).counts).toMatchObject({ done: 1, failed: 1 });
    identity.tenancy.decide(() => allowed);
    expect((await asking().post(`/v1/jobs/${jobId}/retry`).expect(403)).body).toMatchObject({
      code: 'password.wrong',
    });
    await asking().post(`/v1/jobs/${jobId}/retry`, { ownPassword: master.password }).expect(200);
    expect((await over(jobId)).counts).toMatchObject({ done: 2, failed: 0 });
    expect(await statuses(ids)).toEqual(['removed', 'removed']);
  });

  it('[L14] the failed are tried again in the same job, and only those', async () => {
    const ids = await manyUsers(identity, master, 3);
    identity.tenancy.decide((question) =>
      question.about === 'user' && question.userId !== ids[0] ? missing : allowed,
    );
    const { jobId } = await start(block(ids));
    expect((await over(jobId)).counts).toMatchObject({ done: 1, failed: 2 });
    identity.tenancy.decide(() => allowed);
    await asking().post(`/v1/jobs/${jobId}/retry`).expect(200);
    expect(await over(jobId)).toMatchObject({ attempt: 2, counts: { total: 3, done: 3, failed: 0 } });
    expect(await eventsOfEach(identity, ids, 'identity.user.blocked.v1')).toEqual([1, 1, 1]);
    const again = await asking().post(`/v1/jobs/${jobId}/retry`).expect(200);
    expect(again.body).toMatchObject({ state: 'finished', attempt: 2 });
  });

  it('[L14] an outage of tenancy fails nobody: they are tried again until it answers', async () => {
    const ids = await manyUsers(identity, master, 2);
    let outages = 3;
    identity.tenancy.decide((question) => {
      if (question.about === 'user' && question.claimAtVersion !== undefined && outages > 0) {
        outages -= 1;
        throw new Error('out of order');
      }
      return allowed;
    });
    expect((await over((await start(block(ids))).jobId)).counts).toMatchObject({ done: 2, failed: 0 });
    expect(outages).toBe(0);
  });

  it('[L14] whoever loses the permission in the middle does nothing more', async () => {
    const ids = await manyUsers(identity, master, 250);
    let asked = 0;
    identity.tenancy.decide((question) => {
      if (question.about === 'user' && question.claimAtVersion !== undefined) asked += 1;
      return asked > 100 ? missing : allowed;
    });
    const { jobId } = await start(block(ids));
    const { counts } = await over(jobId);
    expect(counts).toMatchObject({ total: 250, done: 100, failed: 150 });
    expect((await items(jobId, '&state=failed'))[0]).toMatchObject({ problem: 'permission.missing' });
  });
});
