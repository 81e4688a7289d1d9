import { randomUUID } from 'node:crypto';
import type { expireInvitations as Command, MessageOf } from '@tenantry/contracts';
import { storeBulkJob } from '../src/bulk/bulk-job';
import { expireInvitations } from '../src/jobs/expire-invitations';
import {
  browser,
  codeOf,
  eventsOf,
  goodPassword,
  invite,
  newAddress,
  openAccount,
  signUpRequest,
} from './support/people';
import { type Identity, startIdentity } from './support/start-identity';

let identity: Identity;
beforeEach(async () => (identity = await startIdentity()));
afterEach(() => identity.close());

/** What the run says it has done. */
async function run(): Promise<object> {
  const runId = randomUUID();
  const message = { actor: 'service/scheduler', data: { runId } } as MessageOf<typeof Command>;
  await identity.transact((tx) => expireInvitations(message, { tx, attempt: 1, replayed: false }));
  const [answer] = await eventsOf(identity, `job-run/${runId}`);
  return (answer?.data as { counts: object }).counts;
}

const sql = <Row>(text: string, values: unknown[] = []) => identity.database.query<Row[]>(text, values);
const wish = async (email: string): Promise<string> => {
  await browser(identity).post('/v1/sign-ups', signUpRequest(email)).expect(202);
  return codeOf((await identity.mailsTo(email)).at(-1)?.link);
};
const verify = (code: string) =>
  browser(identity).post('/v1/sign-ups/verify', { code, password: goodPassword });
const letWishRunOut = (email: string) =>
  sql(
    `with late as (update sign_up set expires_at = now() - interval '1 second' where email = $1 returning id)
     update code set expires_at = now() - interval '1 second' from late where sign_up_id = late.id`,
    [email],
  );

describe('the job that expires invitations also', () => {
  it('[L15] forgets who asked for an account and never proved the address, and nobody else', async () => {
    const [late, renewed, open] = [newAddress(), newAddress(), newAddress()];
    const lateCode = await wish(late);
    await wish(renewed);
    const openCode = await wish(open);
    await letWishRunOut(late);
    await letWishRunOut(renewed);
    const renewedCode = await wish(renewed);

    expect(await run()).toEqual({ expired: 0, forgottenSignUps: 1 });
    const left = await sql<{ email: string }>('select email from sign_up');
    expect(left.map(({ email }) => email).sort()).toEqual([open, renewed].sort());
    expect((await verify(lateCode).expect(410)).body).toMatchObject({ code: 'code.expired' });
    await verify(openCode).expect(201);
    await verify(renewedCode).expect(201);
  });

  it('[C12] forgets devices that nobody has signed in from for 400 days', async () => {
    const { userId } = await openAccount(identity);
    const usedDaysAgo = (name: string, days: number) =>
      sql('insert into known_device values ($1, sha256($2::bytea), now() - make_interval(days => $3))', [
        userId,
        name,
        days,
      ]);
    await usedDaysAgo('old', 401);
    await usedDaysAgo('recent', 399);
    expect(await run()).toEqual({ expired: 0, forgottenDevices: 1 });
    expect(await sql('select from known_device where user_id = $1', [userId])).toHaveLength(2);
  });

  it('[B5] forgets refused sign-ins after thirty days', async () => {
    const { userId } = await openAccount(identity);
    await sql(
      `insert into failed_sign_in (user_id, reason, first_at, last_at)
       select $1, 'wrong_password', now() - age, now() - age from unnest(array[interval '31 days', interval '29 days']) age`,
      [userId],
    );
    expect(await run()).toEqual({ expired: 0, forgottenFailedSignIns: 1 });
    expect(await sql('select from failed_sign_in')).toHaveLength(1);
  });

  it('forgets codes a month after their time, spent or not; until then they say what became of them', async () => {
    const master = await openAccount(identity);
    const [spent, recent, open] = [
      await invite(identity, master),
      await invite(identity, master),
      await invite(identity, master),
    ];
    const accept = (code: string) =>
      browser(identity).post('/v1/invitations/accept', {
        code,
        password: goodPassword,
        firstName: 'Ben',
        lastName: 'Okoye',
      });
    await accept(spent.code).expect(201);
    await accept(recent.code).expect(201);
    const endedDaysAgo = (userId: string, days: number) =>
      sql(`update code set expires_at = now() - $2 * interval '1 day' where user_id = $1`, [userId, days]);
    await endedDaysAgo(spent.userId, 31);
    await endedDaysAgo(recent.userId, 29);

    expect(await run()).toEqual({ expired: 0, forgottenCodes: 1 });
    expect((await accept(spent.code).expect(404)).body).toMatchObject({ code: 'code.unknown' });
    expect((await accept(recent.code).expect(410)).body).toMatchObject({ code: 'code.used' });
    await accept(open.code).expect(201);
  });

  it('forgets how many mails an address got once the hour is over, and keeps counting those of this hour', async () => {
    const [quiet, full] = [newAddress(), newAddress()];
    await wish(quiet);
    for (let time = 0; time < 6; time += 1) await wish(full);
    await sql(`update stranger_mail set since = now() - interval '61 minutes' where email = $1`, [quiet]);

    expect(await run()).toEqual({ expired: 0, forgottenMailCounts: 1 });
    expect(await sql('select email from stranger_mail')).toEqual([{ email: full }]);
    await wish(full);
    expect(await identity.mailsTo(full)).toHaveLength(5);
  });

  it('forgets which sessions ended a day ago, when no copy of Redis can bring them back', async () => {
    await sql(
      `insert into ended_session (id, ended_at)
       select repeat(n::text, 64), now() - n * interval '1 hour' from generate_series(1, 9) n
       union all select repeat('a', 64), now() - interval '25 hours'`,
    );
    expect(await run()).toEqual({ expired: 0, forgottenSessions: 1 });
    expect(await sql('select count(*)::int as left from ended_session')).toEqual([{ left: 9 }]);
  });

  it('deletes thousands in one run, and passes over what somebody has in hand', async () => {
    await sql(
      `insert into sign_up (id, email, organization_name, first_name, last_name, language, created_at, expires_at)
       select gen_random_uuid(), 'late' || n || '@acme.example', 'Acme', 'Ana', 'Ruiz', 'en', now(), now() - interval '1 day'
       from generate_series(1, 1201) n`,
    );
    await identity.database.transaction(async (tx) => {
      await tx.query(`select from sign_up where email = 'late7@acme.example' for update`);
      expect(await run()).toEqual({ expired: 0, forgottenSignUps: 1200 });
    });
    expect(await sql('select email from sign_up')).toEqual([{ email: 'late7@acme.example' }]);
  });
});

it('[L14] [L15] the job that expires invitations also forgets jobs and selections when nobody needs them any more', async () => {
  const master = await openAccount(identity);
  const acting = { actorId: master.userId, onBehalfOfId: null };
  const store = () =>
    identity.transact((tx) =>
      storeBulkJob(tx, {
        act: 'block',
        acting,
        comment: 'Left the company',
        items: [{ key: master.userId, userId: master.userId }],
      }),
    );
  const [late, open] = [await store(), await store()];
  await sql(
    `update bulk_job set state = 'finished', finished_at = now() - interval '30 days' where id = $1`,
    [late],
  );
  await sql(
    `insert into selection_part (selection_id, part, parts, actor_id, user_ids, received_at)
     select gen_random_uuid(), 1, 1, $1, '{}', now() - age from unnest(array[interval '24 hours', interval '23 hours']) age`,
    [master.userId],
  );
  expect(await run()).toEqual({ expired: 0, forgottenJobs: 1, forgottenSelections: 1 });
  expect(await sql('select id from bulk_job')).toEqual([{ id: open }]);
  expect(await sql('select job_id from bulk_item')).toEqual([{ job_id: open }]);
  expect(await sql('select from selection_part')).toHaveLength(1);
});
