import { randomUUID } from 'node:crypto';
import { block, jobsOf } from './support/jobs';
import { manyUsers } from './support/many-users';
import { mirrored } from './support/mirroring';
import { browser, codeOf, colleague, invite, openAccount, type Person } from './support/people';
import { type Identity, startIdentity } from './support/start-identity';

let identity: Identity;
let master: Person;
beforeAll(async () => {
  identity = await startIdentity({ jobs: true });
  master = await openAccount(identity);
});
afterAll(() => identity.close());

const { start, over } = jobsOf(
  () => identity,
  () => master,
);
const asking = () => browser(identity, master.cookie);

describe('a job under mirroring', () => {
  it('[L14] [A11] acts as the mirrored user would, and is seen through that account alone', async () => {
    const [mirroredUser, user] = [await colleague(identity, master), await colleague(identity, master)];
    const acting = await mirrored(identity, master, mirroredUser);
    const { body } = await acting.post('/v1/jobs', block([user.userId])).expect(202);
    const { jobId } = body as { jobId: string };
    await asking().get(`/v1/jobs/${jobId}`).expect(404);
    const { jobId: sentinel } = await start(block(await manyUsers(identity, master, 1)));
    await over(sentinel);
    await acting.get(`/v1/jobs/${jobId}`).expect(200);
    const events = await identity.database.query<object[]>(
      `select actor, on_behalf_of as "onBehalfOf" from event_log where subject = $1 and type like '%blocked%'`,
      [`user/${user.userId}`],
    );
    expect(events).toEqual([{ actor: `user/${master.userId}`, onBehalfOf: `user/${mirroredUser.userId}` }]);
  });
});

it('[L14] [L10] sends the invitations of all again, each with a new link', async () => {
  const invited = [await invite(identity, master), await invite(identity, master)];
  const active = await colleague(identity, master);
  const userIds = [...invited, active].map(({ userId }) => userId);
  const { jobId } = await start({ act: 'resend_invitation', userIds, comment: null });
  expect((await over(jobId)).counts).toMatchObject({ done: 2, failed: 1 });
  for (const { email, code } of invited) {
    const mails = await identity.mailsTo(email);
    expect(mails).toHaveLength(2);
    expect(codeOf(mails[1]?.link)).not.toBe(code);
  }
});

describe('a job of somebody else', () => {
  it('[L14] [A8] is none', async () => {
    const other = await openAccount(identity);
    const { jobId } = await start(block(await manyUsers(identity, master, 1)));
    const foreign = browser(identity, other.cookie);
    for (const id of [jobId, randomUUID(), 'none']) {
      for (const path of ['', '/items'])
        expect((await foreign.get(`/v1/jobs/${id}${path}`).expect(404)).body).toMatchObject({
          code: 'job.not_found',
        });
      for (const verb of ['cancel', 'retry']) await foreign.post(`/v1/jobs/${id}/${verb}`).expect(404);
    }
    expect((await foreign.get('/v1/jobs').expect(200)).body).toEqual({ items: [] });
    await over(jobId);
  });
});
