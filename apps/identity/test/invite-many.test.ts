import { randomUUID } from 'node:crypto';
import type { BulkJob } from '../src/bulk/find-jobs';
import { jobsOf } from './support/jobs';
import {
  browser,
  colleague,
  invitation,
  invite,
  newAddress,
  openAccount,
  type Person,
} from './support/people';
import { type Identity, startIdentity } from './support/start-identity';
import { allowed, unseen } from './support/tenancy';

let identity: Identity;
let master: Person;
beforeAll(async () => {
  identity = await startIdentity({ jobs: true, env: { INVITATIONS_PER_USER: '5000' } });
  master = await openAccount(identity);
});
afterAll(() => identity.close());
beforeEach(() => identity.tenancy.decide(() => allowed));

const { over, items } = jobsOf(
  () => identity,
  () => master,
);
const asking = () => browser(identity, master.cookie);
/** More than one answer serves. */
const many = (stem: string, count = 201) => Array.from({ length: count }, () => newAddress(stem));
const begin = (addresses: string[], headers?: Record<string, string>) =>
  asking().post('/v1/invitations', invitation(master.organizationId, addresses), headers);
const allItems = async (jobId: string, count: number) => {
  const pages = Array.from({ length: Math.ceil(count / 200) }, (_, page) => `&cursor=${page * 200}`);
  return (await Promise.all(pages.map((page) => items(jobId, page)))).flat();
};
const usersOf = (emails: string[]) =>
  identity.database.query<{ email: string; status: string }[]>(
    'select email, status from users where email = any($1)',
    [emails],
  );
const left = async () =>
  Number(/r=(\d+)/.exec((await begin(['nobody@']).expect(200)).headers['ratelimit'] as string)?.[1]);

describe('invitations of more addresses than one answer serves', () => {
  it('[L9] are a job with the outcome of each address, as the small answer has them', async () => {
    const present = await colleague(identity, master);
    const pending = await invite(identity, master);
    const stranger = await openAccount(identity);
    const hidden = await identity.database.query<{ id: string }[]>('select id from users where email = $1', [
      stranger.email,
    ]);
    identity.tenancy.decide((question) =>
      question.about === 'user' && question.userId === hidden[0]?.id ? unseen : allowed,
    );
    const fresh = many('fresh');
    const malformed = '=so long that it is no key '.repeat(36);
    const addresses = [
      ` ${(fresh[0] ?? '').toUpperCase()} `,
      'somebody@mailinator.com',
      pending.email,
      present.email,
      stranger.email,
      malformed,
      ...fresh,
    ];
    const before = await left();
    const key = { 'idempotency-key': randomUUID() };
    const first = await begin(addresses, key).expect(202);
    const { jobId } = first.body as { jobId: string };
    expect(first.headers['location']).toBe(`/v1/jobs/${jobId}`);
    expect(first.headers['ratelimit']).toMatch(/^"invitation-user";r=\d+;t=\d+$/);
    expect(await over(jobId)).toMatchObject({
      act: 'invite_users',
      state: 'finished',
      counts: { total: 206, done: 202, skipped: 2, failed: 2, retryable: 0 },
    });

    const results = await allItems(jobId, 206);
    const invited = (address: string) => ({ address, outcome: 'invited', userId: null, name: null });
    const held = { name: null };
    expect(results.map(({ address, outcome, userId, name }) => ({ address, outcome, userId, name }))).toEqual(
      [
        invited((fresh[0] ?? '').toUpperCase()),
        { address: 'somebody@mailinator.com', outcome: 'disposable', userId: null, ...held },
        { address: pending.email, outcome: 'already_invited', userId: pending.userId, ...held },
        { address: present.email, outcome: 'already_user', userId: present.userId, ...held },
        // Its holder is not seen: the answer is that of any other, and the holder is told.
        invited(stranger.email),
        { address: malformed.trim(), outcome: 'malformed', userId: null, ...held },
        ...fresh.slice(1).map(invited),
      ],
    );
    expect(results.slice(1, 3)).toMatchObject([
      { state: 'failed', problem: 'invitation.disposable' },
      { state: 'skipped', problem: 'invitation.already_invited' },
    ]);
    expect(await usersOf(fresh)).toHaveLength(201);
    expect(await identity.mailsTo(fresh[200] ?? '')).toMatchObject([
      { template: 'invitation', language: 'en', values: { inviterName: 'Ana Ruiz' } },
    ]);
    expect((await identity.mailsTo(stranger.email)).at(-1)).toMatchObject({ template: 'already_registered' });

    const file = await asking()
      .get(`/v1/jobs/${jobId}/results.csv?delimiter=semicolon&language=de`)
      .expect(200);
    expect(file.headers['content-disposition']).toMatch(/filename="?invite_users_[\d-]{10}\.csv/);
    const [titles, ...lines] = file.text.trim().split('\r\n');
    expect(titles).toBe('Nr.;E-Mail;Name;ID;Ergebnis;Grund;Beendet');
    expect(lines).toHaveLength(206);
    expect(lines[3]).toMatch(
      new RegExp(`^4;${present.email};;${present.userId};already_user;invitation.already_user;`),
    );
    expect(lines[5]).toMatch(/^6;'=so long that .*;malformed;/);

    const repeat = await begin(addresses, key).expect(202);
    expect([repeat.body, repeat.headers['idempotent-replayed']]).toEqual([first.body, 'true']);
    // Those that are folded, and a repeat, cost nothing; looking at what is left costs one.
    expect(await left()).toBe(before - 206 - 1);
  });

  it('[L9] ask tenancy anew for each hundred, and those that were refused can be tried again', async () => {
    const addresses = many('refused');
    identity.tenancy.decide(async (question) => {
      if (question.about !== 'organization') return allowed;
      const [settled] = await identity.database.query<{ count: number }[]>(
        `select count(*)::int as count from bulk_item where key = any($1) and state <> 'waiting'`,
        [addresses],
      );
      const inSecond = settled && settled.count >= 100 && settled.count < 200;
      return inSecond
        ? { allowed: false, rule: 'permission_missing', mend: 'ask_for_permission', visible: true }
        : allowed;
    });
    // Of another account type: an allow of the tests before is good for some seconds.
    const request = invitation(master.organizationId, addresses, 'privileged');
    const begun = await asking().post('/v1/invitations', request).expect(202);
    const { jobId } = begun.body as { jobId: string };
    const { counts } = await over(jobId);
    expect(counts).toMatchObject({ done: 101, failed: 100, retryable: 100 });
    const [refused] = await items(jobId, '&state=failed');
    expect(refused).toMatchObject({ problem: 'permission.missing', userId: null });
    expect(refused).not.toHaveProperty('outcome');
    expect(await usersOf(addresses)).toHaveLength(101);
    identity.tenancy.decide(() => allowed);
    await asking().post(`/v1/jobs/${jobId}/retry`).expect(200);
    expect(await over(jobId)).toMatchObject({ attempt: 2, counts: { done: 201, failed: 0 } });
    expect(await usersOf(addresses)).toHaveLength(201);
  });

  it('[L9] leave uninvited what was not done when they are cancelled', async () => {
    const addresses = many('cancelled', 2000);
    const { jobId } = (await begin(addresses).expect(202)).body as { jobId: string };
    await asking().post(`/v1/jobs/${jobId}/cancel`).expect(200);
    const { state, counts } = await over(jobId);
    expect([state, counts.done + counts.cancelled]).toEqual(['cancelled', 2000]);
    expect(counts.cancelled).toBeGreaterThan(0);
    expect(await usersOf(addresses)).toHaveLength(counts.done);
  });

  it('[L9] are refused as a whole where there are too many, and above what one may invite in an hour', async () => {
    // As long as addresses can be.
    const addresses = Array.from({ length: 10_001 }, (_, at) => `u${at}@a.example`.padStart(254, 'u'));
    const before = await left();
    const tooMany = await begin(addresses).expect(422);
    expect(tooMany.body).toMatchObject({ code: 'invitation.too_many_addresses', limit: 10_000 });
    const tooManyNow = await begin(addresses.slice(0, 6_000)).expect(429);
    expect(tooManyNow.body).toMatchObject({ code: 'rate.limited' });
    expect(await left()).toBe(before - 1);
    expect(await usersOf(addresses.slice(0, 1))).toEqual([]);
    const { items: jobs } = (await asking().get('/v1/jobs').expect(200)).body as { items: BulkJob[] };
    expect(jobs.filter(({ counts }) => counts.total === 6_000)).toEqual([]);
  });

  it('[L9] begin nothing where one may not invite', async () => {
    const rule = 'grant_above_own_rank' as const;
    identity.tenancy.decide(() => ({
      allowed: false,
      rule,
      mend: 'grant_lower_account_type',
      visible: true,
    }));
    const request = invitation(master.organizationId, many('above'), 'master');
    const { body } = await asking().post('/v1/invitations', request).expect(403);
    expect(body).toMatchObject({ code: 'grant.not_allowed', rule });
  });
});
