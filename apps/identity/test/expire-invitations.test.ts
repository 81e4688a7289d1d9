import { randomUUID } from 'node:crypto';
import type { expireInvitations as Command, MessageOf } from '@tenantry/contracts';
import { expireInvitations } from '../src/jobs/expire-invitations';
import {
  browser,
  colleague,
  eventsOf,
  goodPassword,
  invite,
  invitation,
  newAddress,
  openAccount,
  type Person,
} from './support/people';
import { type Identity, startIdentity } from './support/start-identity';

let identity: Identity;
let master: Person;
beforeAll(async () => {
  identity = await startIdentity();
  master = await openAccount(identity);
});
afterAll(() => identity.close());

/** Applies the scheduler's command as the consumer does: in one transaction. */
const run = (runId: string): Promise<void> => {
  const message = { actor: 'service/scheduler', data: { runId } } as MessageOf<typeof Command>;
  return identity.transact((tx) => expireInvitations(message, { tx, attempt: 1, replayed: false }));
};

const letTimePass = (userIds: string[]) =>
  identity.database.query(
    `with late as (update users set invitation_expires_at = now() - interval '1 second' where id = any($1))
     update code set expires_at = now() - interval '1 second' where user_id = any($1)`,
    [userIds],
  );

describe('the job that expires invitations', () => {
  it('[L10] ends those whose time is over, and only those, and answers with their number', async () => {
    const late = [await invite(identity, master), await invite(identity, master)];
    const open = await invite(identity, master);
    const accepted = await colleague(identity, master);
    await letTimePass([...late.map(({ userId }) => userId), accepted.userId]);

    const runId = randomUUID();
    await run(runId);
    for (const { userId, code } of late) {
      expect((await eventsOf(identity, `user/${userId}`)).at(-1)).toMatchObject({
        version: 2,
        type: 'identity.invitation.expired.v1',
        actor: 'service/scheduler',
      });
      const { body } = await browser(identity, master.cookie).get(`/v1/users/${userId}`).expect(200);
      expect(body).toMatchObject({ status: 'pending', invitation: { state: 'expired' }, version: 2 });
      const late = { code, password: goodPassword, firstName: 'Ben', lastName: 'Okoye' };
      await browser(identity).post('/v1/invitations/accept', late).expect(410);
    }
    expect(await eventsOf(identity, `user/${open.userId}`)).toHaveLength(1);
    expect(await eventsOf(identity, `user/${accepted.userId}`)).toHaveLength(2);
    expect(await eventsOf(identity, `job-run/${runId}`)).toEqual([
      {
        version: 1,
        type: 'identity.job.finished.v1',
        actor: 'service/identity',
        data: { runId, counts: { expired: 2 } },
        personal: null,
      },
    ]);
  });

  it('[B6] answers a run once, however often its command arrives', async () => {
    const runId = randomUUID();
    await run(runId);
    const { userId } = await invite(identity, master);
    await letTimePass([userId]);
    await run(runId);
    expect(await eventsOf(identity, `job-run/${runId}`)).toHaveLength(1);
    expect(await eventsOf(identity, `user/${userId}`)).toHaveLength(1);
  });

  it('[B6] expires each of many once when two replicas run at the same time', async () => {
    const addresses = Array.from({ length: 700 }, () => newAddress('late'));
    for (let from = 0; from < addresses.length; from += 100) {
      await browser(identity, master.cookie)
        .post('/v1/invitations', invitation(master.organizationId, addresses.slice(from, from + 100)))
        .expect(200);
    }
    const users = await identity.database.query<{ id: string }[]>(
      'select id from users where email = any($1)',
      [addresses],
    );
    await letTimePass(users.map(({ id }) => id));
    const runs = [randomUUID(), randomUUID()];
    await Promise.all(runs.map(run));
    const answers = await Promise.all(runs.map((runId) => eventsOf(identity, `job-run/${runId}`)));
    const expired = answers.map(
      ([answer]) => (answer?.data as { counts: { expired: number } }).counts.expired,
    );
    expect(expired.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(700);
    const [log] = await identity.database.query<object[]>(
      `select count(*)::int as events, count(distinct subject)::int as subjects from event_log
       where type = 'identity.invitation.expired.v1' and subject = any($1)`,
      [users.map(({ id }) => `user/${id}`)],
    );
    expect(log).toEqual({ events: 700, subjects: 700 });
  });
});
