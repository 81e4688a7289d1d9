import { randomUUID } from 'node:crypto';
import { csv, importsOf } from './support/imports';
import { manyUsers } from './support/many-users';
import { mirrored } from './support/mirroring';
import { colleague, eventsOf, newAddress, openAccount, type Person } from './support/people';
import { type Identity, startIdentity } from './support/start-identity';
import { allowed, unseen } from './support/tenancy';
import { setPolicies } from './support/tenancy-events';

let identity: Identity;
let master: Person;
beforeAll(async () => {
  identity = await startIdentity({ jobs: true });
  master = await openAccount(identity);
});
afterAll(() => identity.close());
beforeEach(() => identity.tenancy.decide(() => allowed));

const { asking, request, begin, over, items, imported } = importsOf(
  () => identity,
  () => master,
);
const stored = (emails: string[]) =>
  identity.database.query<{ id: string; email: string; user_name: string; language: string }[]>(
    'select id, email, user_name, language from users where email = any($1) order by email',
    [emails],
  );

describe('an import', () => {
  it('[L1] [L14] creates a user a line, with a link by mail, and tells what each line has come to', async () => {
    const [first, second, third] = [newAddress('mia'), newAddress('noa'), newAddress('uma')];
    const file = [
      'E-mail;First name;Middle name;Last name;User name;Account type;Language',
      `${first.toUpperCase()};Mia;Sol;Hart;Mia.${first.length}.${randomUUID().slice(0, 8)};Admin;es`,
      `${second};Noa;;Katz;;;`,
      `not an address;Noa;;Katz;;;`,
    ].join('\n');
    const {
      job,
      items: results,
      jobId,
    } = await imported(`${file}\n${third};Uma;;Okoye;;;\n`, { fileName: 'new people.csv' });
    expect(job).toMatchObject({
      act: 'import_users',
      comment: 'new people.csv',
      state: 'finished',
      counts: { total: 4, done: 3, failed: 1, skipped: 0 },
    });
    const users = await stored([first, second, third]);
    const idOf = (email: string) => users.find((user) => user.email === email)?.id ?? 'nobody';
    expect(results).toEqual(
      [
        {
          position: 1,
          line: 2,
          address: first,
          name: 'Mia Sol Hart',
          userId: idOf(first),
          state: 'done',
          problem: null,
        },
        {
          position: 2,
          line: 3,
          address: second,
          name: 'Noa Katz',
          userId: idOf(second),
          state: 'done',
          problem: null,
        },
        {
          position: 3,
          line: 4,
          address: 'not an address',
          name: 'Noa Katz',
          userId: null,
          state: 'failed',
          problem: 'import.email_malformed',
        },
        {
          position: 4,
          line: 5,
          address: third,
          name: 'Uma Okoye',
          userId: idOf(third),
          state: 'done',
          problem: null,
        },
      ].map((item) => ({ ...item, finishedAt: expect.any(String) as string })),
    );
    expect(users.map(({ language }) => language)).toEqual(['es', 'de', 'de']);
    expect(await eventsOf(identity, `user/${idOf(first)}`)).toMatchObject([
      {
        version: 1,
        type: 'identity.user.created.v1',
        actor: `user/${master.userId}`,
        data: { origin: 'created', accountType: 'privileged', firstPassword: 'welcome_link' },
        personal: { email: first, firstName: 'Mia', middleName: 'Sol', lastName: 'Hart' },
      },
    ]);
    expect(await identity.mailsTo(second)).toMatchObject([
      {
        template: 'welcome',
        language: 'de',
        values: { userName: second.split('@')[0], creatorName: 'Ana Ruiz' },
      },
    ]);
    expect((await asking().post(`/v1/jobs/${jobId}/retry`).expect(403)).body).toMatchObject({
      code: 'password.wrong',
    });
    await asking().post(`/v1/jobs/${jobId}/retry`, { ownPassword: master.password }).expect(200);
    // No retry mends a fault that stands in the file.
    expect(await over(jobId)).toMatchObject({
      attempt: 1,
      counts: { total: 4, done: 3, failed: 1, retryable: 0 },
    });
    expect(await stored([first, second, third])).toEqual(users);
    const kept = await identity.database.query<{ position: number }[]>(
      'select position from bulk_item where job_id = $1 and input is not null',
      [jobId],
    );
    expect(kept).toEqual([{ position: 3 }]);
  });

  it('[C5] [C6] [L14] comes to the first password as the organization says, but shows none to nobody', async () => {
    const [mailed, shown] = [newAddress('mailed'), newAddress('shown')];
    await setPolicies(identity, master.organizationId, { firstPassword: 'one_off_mail' });
    await imported(csv(`${mailed};A;B`));
    await setPolicies(identity, master.organizationId, { firstPassword: 'one_off_shown' });
    await imported(csv(`${shown};A;B`));
    await setPolicies(identity, master.organizationId, { firstPassword: null });
    expect(await identity.mailsTo(mailed)).toMatchObject([{ template: 'one_off_password' }]);
    expect(await identity.mailsTo(shown)).toMatchObject([{ template: 'welcome' }]);
  });

  it('[L14] wants the own password, is begun once for all repeats of its request, and not while one acts as somebody else', async () => {
    const file = csv(`${newAddress()};A;B`);
    expect((await begin(file, { password: 'not it' }).expect(403)).body).toMatchObject({
      code: 'password.wrong',
    });
    const key = { 'idempotency-key': randomUUID() };
    const [first, again] = [await begin(file, {}, key).expect(202), await begin(file, {}, key).expect(202)];
    expect(again.body).toEqual(first.body);
    const { jobId } = first.body as { jobId: string };
    expect(first.headers['location']).toBe(`/v1/jobs/${jobId}`);
    expect((await over(jobId)).counts).toMatchObject({ total: 1, done: 1 });
    expect((await imported(file)).items).toMatchObject([{ state: 'failed', problem: 'user.email_taken' }]);

    const acting = await mirrored(identity, master, await colleague(identity, master));
    for (const route of ['/v1/imports/preview', '/v1/imports'])
      expect((await acting.post(route, request(file)).expect(403)).body).toMatchObject({
        code: 'mirroring.not_allowed',
      });
    await asking()
      .post('/v1/jobs', { act: 'import_users', userIds: [randomUUID()], comment: null })
      .expect(400);
  });

  it('[L14] tells of whom it created what one sees of them by then', async () => {
    const email = newAddress();
    const { jobId, items: before } = await imported(csv(`${email};Mia;Hart`));
    expect(before).toMatchObject([{ name: 'Mia Hart', address: email }]);
    await identity.database.query(
      `update users set first_name = 'Maria', version = version + 1 where email = $1`,
      [email],
    );
    identity.tenancy.decide((question) => (question.about === 'user' ? unseen : allowed));
    const [item] = await items(jobId);
    expect(item).toMatchObject({ line: 2, state: 'done', name: null });
    expect(item).not.toHaveProperty('address');
    identity.tenancy.decide(() => allowed);
    expect(await items(jobId)).toMatchObject([{ line: 2, name: 'Maria Hart', address: email }]);
  });

  it('[L14] tries again what can be mended, and only that', async () => {
    const email = newAddress();
    const holder = await colleague(identity, master);
    const { jobId, job } = await imported(csv(`${holder.email};A;B`, `nobody@;A;B`, `${email};A;B`));
    expect(job.counts).toMatchObject({ done: 1, failed: 2, retryable: 1 });
    await identity.database.query(`update users set email = $2, email_normalised = $2 where id = $1`, [
      holder.userId,
      newAddress(),
    ]);
    await asking().post(`/v1/jobs/${jobId}/retry`, { ownPassword: master.password }).expect(200);
    expect(await over(jobId)).toMatchObject({ attempt: 2, counts: { done: 2, failed: 1, retryable: 0 } });
  });

  it('[L14] asks tenancy once for all lines of a hundred that want the same, also where it refuses', async () => {
    identity.tenancy.decide((question) =>
      question.about === 'organization' && question.accountType === 'master'
        ? { allowed: false, rule: 'grant_above_own_rank', mend: 'grant_lower_account_type', visible: true }
        : allowed,
    );
    const types = ['', 'Master', '', 'Master', '', 'Master'];
    const lines = types.map((type) => `${newAddress()};A;B;${type}`);
    identity.tenancy.asked.length = 0;
    const { items: results } = await imported(
      ['E-mail;First name;Last name;Account type', ...lines].join('\n'),
    );
    expect(results.map(({ problem }) => problem)).toEqual(
      types.map((type) => (type ? 'grant.not_allowed' : null)),
    );
    const asked = identity.tenancy.asked.flatMap(({ question }) =>
      question.about === 'organization' ? question.accountType : [],
    );
    // Whether the import may begin, and the chunk.
    expect(asked).toEqual(['standard', 'standard', 'master']);
  });

  it('[L14] goes on with no line once a hundred have met somebody out of sight', async () => {
    const other = await openAccount(identity);
    const others = importsOf(
      () => identity,
      () => other,
    );
    const held = await identity.database.query<{ email: string }[]>(
      'select email from users where id = any($1)',
      [await manyUsers(identity, master, 120)],
    );
    identity.tenancy.decide((question) => (question.about === 'user' ? unseen : allowed));
    const file = csv(...held.map(({ email }) => `${email};A;B`), `${newAddress()};A;B`);
    const { job, items: results } = await others.imported(file);
    expect(job.counts).toMatchObject({ total: 121, done: 0, failed: 121 });
    const met = results.filter(({ problem }) => problem === 'import.taken_unseen').length;
    expect(met).toBeGreaterThanOrEqual(100);
    expect(met).toBeLessThan(110);
    expect(results.at(-1)).toMatchObject({ problem: 'job.too_many_unseen' });
    expect(job.counts.retryable).toBe(121 - met);
    expect((await others.imported(csv(`${newAddress()};A;B`))).items).toMatchObject([
      { problem: 'job.too_many_unseen' },
    ]);
  });

  it('[L14] two at once with the same lines make each user once', async () => {
    const emails = Array.from({ length: 60 }, (_, at) => newAddress(`twin${at}`));
    const file = csv(...emails.map((email) => `${email};Twin;Person`));
    identity.doJobs();
    const [one, other] = await Promise.all([imported(file), imported(file)]);
    expect(one.job.counts.done + other.job.counts.done).toBe(60);
    expect(one.job.counts.failed + other.job.counts.failed).toBe(60);
    expect(await stored(emails)).toHaveLength(60);
  });
});
