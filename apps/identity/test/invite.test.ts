import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { unseen } from './support/tenancy';
import {
  browser,
  colleague,
  eventsOf,
  invitation,
  invite,
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
beforeEach(() => identity.tenancy.decide(() => ({ allowed: true })));

type Results = {
  results: { address: string; outcome: string; userId: string | null }[];
};
const inviteAll = async (addresses: string[]): Promise<Results['results']> => {
  const answer = await browser(identity, master.cookie)
    .post('/v1/invitations', invitation(master.organizationId, addresses))
    .expect(200);
  return (answer.body as Results).results;
};

describe('inviting', () => {
  it('[L9] gives every address an outcome', async () => {
    const present = await colleague(identity, master);
    const pending = await invite(identity, master);
    const fresh = newAddress();
    const results = await inviteAll([
      ` ${fresh.toUpperCase()} `,
      'somebody@mailinator.com',
      pending.email,
      present.email,
      'not an address',
      fresh,
    ]);
    expect(results).toEqual([
      { address: fresh.toUpperCase(), outcome: 'invited', userId: null },
      { address: 'somebody@mailinator.com', outcome: 'disposable', userId: null },
      { address: pending.email, outcome: 'already_invited', userId: pending.userId },
      { address: present.email, outcome: 'already_user', userId: present.userId },
      { address: 'not an address', outcome: 'malformed', userId: null },
    ]);

    const mails = await identity.mailsTo(fresh);
    const userId = mails[0]?.userId ?? '';
    expect(await eventsOf(identity, `user/${userId}`)).toMatchObject([
      {
        version: 1,
        type: 'identity.user.created.v1',
        actor: `user/${master.userId}`,
        data: { accountType: 'standard', origin: 'invitation', organizationId: master.organizationId },
        personal: { email: fresh, firstName: null, lastName: null },
      },
    ]);
    expect(mails).toMatchObject([
      {
        template: 'invitation',
        userId,
        language: 'en',
        values: { organizationName: 'Acme Fountain Pens', inviterName: 'Ana Ruiz' },
      },
    ]);
    expect(mails[0]?.link).toMatch(/^http:\/\/console\.test\/accept-invitation#code=test\.[\w-]{43}$/);
  });

  it('[L9] answers as always for an address whose holder the actor does not see, and tells the holder', async () => {
    const stranger = await openAccount(identity);
    identity.tenancy.decide((question) => (question.about === 'user' ? unseen : { allowed: true }));
    const results = await inviteAll([stranger.email, newAddress()]);
    const [held, free] = results.map((result) => ({ ...result, address: '' }));
    expect(held).toEqual({ address: '', outcome: 'invited', userId: null });
    expect(free).toEqual(held);
    expect((await identity.mailsTo(stranger.email)).at(-1)).toMatchObject({
      template: 'already_registered',
      link: null,
    });
  });

  it('mails nobody where the invitations cannot be stored, and each once when it is tried again', async () => {
    const stranger = await openAccount(identity);
    const fresh = newAddress('unstorable');
    identity.tenancy.decide((question) => (question.about === 'user' ? unseen : { allowed: true }));
    const request = invitation(master.organizationId, [stranger.email, fresh]);
    const again = () => browser(identity, master.cookie).post('/v1/invitations', request);
    const owner = new Client({ connectionString: identity.ownerUrl });
    await owner.connect();
    await owner.query(`alter table users add constraint full_disk check (email not like 'unstorable%')`);

    const templatesTo = async (address: string) =>
      (await identity.mailsTo(address)).map(({ template }) => template);
    await again().expect(500);
    expect(await templatesTo(stranger.email)).toEqual(['verify_email']);
    expect(await templatesTo(fresh)).toEqual([]);

    await owner.query('alter table users drop constraint full_disk');
    await owner.end();
    await again().expect(200);
    expect(await templatesTo(stranger.email)).toEqual(['verify_email', 'already_registered']);
    expect(await templatesTo(fresh)).toEqual(['invitation']);
  });

  it('asks tenancy before anything else, with the account type that is to be granted', async () => {
    identity.tenancy.asked.length = 0;
    const privileged = invitation(master.organizationId, [newAddress()], 'privileged');
    await browser(identity, master.cookie).post('/v1/invitations', privileged).expect(200);
    expect(identity.tenancy.asked[0]).toEqual({
      actorId: master.userId,
      question: {
        about: 'organization',
        act: 'user.invite',
        organizationId: master.organizationId,
        accountType: 'privileged',
      },
    });
  });

  it('[A2] [A3] [A4] asks whether exactly the access may be granted that is chosen, and grants it', async () => {
    const email = newAddress();
    const chosen = {
      roleIds: ['user_manager', randomUUID()],
      modules: ['reports'],
      subAccountIds: [randomUUID()],
    };
    identity.tenancy.asked.length = 0;
    await browser(identity, master.cookie)
      .post('/v1/invitations', { ...invitation(master.organizationId, [email], 'privileged'), ...chosen })
      .expect(200);
    expect(identity.tenancy.asked[0]?.question).toEqual({
      about: 'organization',
      act: 'user.invite',
      organizationId: master.organizationId,
      accountType: 'privileged',
      ...chosen,
    });
    const userId = (await identity.mailsTo(email))[0]?.userId ?? '';
    const [created] = await eventsOf(identity, `user/${userId}`);
    expect(created?.data).toMatchObject({ accountType: 'privileged', ...chosen });
  });

  it('[A4] grants all sub-accounts where that is said, and leaves out what was not chosen', async () => {
    const [everywhere, plain] = [newAddress(), newAddress()];
    const send = (email: string, more: object) =>
      browser(identity, master.cookie)
        .post('/v1/invitations', { ...invitation(master.organizationId, [email]), ...more })
        .expect(200);
    await send(everywhere, { subAccountIds: null });
    await send(plain, {});
    const factsFor = async (email: string) => {
      const userId = (await identity.mailsTo(email))[0]?.userId ?? '';
      return (await eventsOf(identity, `user/${userId}`))[0]?.data;
    };
    expect(await factsFor(everywhere)).toMatchObject({ subAccountIds: null });
    for (const left of ['roleIds', 'modules', 'subAccountIds'])
      expect(await factsFor(plain)).not.toHaveProperty(left);
  });

  it.each([
    ['roleIds', ['No such form'], '/roleIds/0'],
    ['roleIds', Array.from({ length: 51 }, () => randomUUID()), '/roleIds'],
    ['modules', ['Not a key'], '/modules/0'],
    ['subAccountIds', ['nowhere'], '/subAccountIds/0'],
    ['permissions', ['installation.operate'], '/permissions'],
  ])('[A2] refuses %s that are not as they should be', async (name, value, pointer) => {
    const { body } = await browser(identity, master.cookie)
      .post('/v1/invitations', { ...invitation(master.organizationId, [newAddress()]), [name]: value })
      .expect(400);
    expect(body).toMatchObject({ code: 'request.invalid', errors: [{ pointer }] });
  });

  it.each([
    ['outside_subtree', false, 404, 'organization.not_found'],
    ['permission_missing', true, 403, 'permission.missing'],
    ['grant_above_own_rank', true, 403, 'grant.not_allowed'],
    ['role_needs_higher_account_type', true, 403, 'grant.not_allowed'],
    ['module_for_administrators', true, 403, 'grant.not_allowed'],
  ] as const)('refuses by the rule %s and writes nothing', async (rule, visible, status, code) => {
    const email = newAddress();
    identity.tenancy.decide(() => ({ allowed: false, rule, mend: 'ask_for_permission', visible }));
    // Of another account type each time: an allow of the tests before is good for some seconds.
    const request = { ...invitation(randomUUID(), [email]), accountType: 'privileged' };
    const { body } = await browser(identity, master.cookie).post('/v1/invitations', request).expect(status);
    expect(body).toMatchObject({ code });
    if (visible) expect(body).toMatchObject({ rule, mend: 'ask_for_permission' });
    expect(await identity.database.query('select from users where email = $1', [email])).toHaveLength(0);
    expect(await identity.mailsTo(email)).toHaveLength(0);
  });

  it('says that an organization of which it has not heard yet is being prepared', async () => {
    const { body } = await browser(identity, master.cookie)
      .post('/v1/invitations', invitation(randomUUID(), [newAddress()]))
      .expect(409);
    expect(body).toMatchObject({ code: 'organization.being_prepared' });
  });

  it('lets one of two administrators win who invite the same people at once, and fails neither', async () => {
    const other = await colleague(identity, master);
    const people = Array.from({ length: 40 }, (_, place) => newAddress(`twin${place % 7}`));
    const by = (person: Person, addresses: string[]) =>
      browser(identity, person.cookie).post('/v1/invitations', invitation(master.organizationId, addresses));
    const answers = await Promise.all([
      by(master, people),
      by(other, [...people].reverse()),
      by(master, people),
      by(
        other,
        people.map((address) => address.toUpperCase()),
      ),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const outcomes = answers.flatMap(({ body }) => (body as Results).results);
    for (const email of people) {
      const its = outcomes
        .filter(({ address }) => address.toLowerCase() === email)
        .map(({ outcome }) => outcome);
      expect(its.sort()).toEqual(['already_invited', 'already_invited', 'already_invited', 'invited']);
      expect(await identity.mailsTo(email)).toHaveLength(1);
    }
  });

  it('[L9] asked for again with the same key invites and mails nobody twice', async () => {
    const [email, key] = [newAddress(), randomUUID()];
    const ask = () =>
      browser(identity, master.cookie)
        .post('/v1/invitations', invitation(master.organizationId, [email]))
        .set({ 'idempotency-key': key });
    const first = await ask().expect(200);
    const repeat = await ask().expect(200);
    expect(first.body).toEqual({ results: [{ address: email, outcome: 'invited', userId: null }] });
    expect([repeat.body, repeat.headers['idempotent-replayed']]).toEqual([first.body, 'true']);
    expect(await identity.mailsTo(email)).toHaveLength(1);
  });

  it('[L9] invites 100 addresses, all of them in one transaction', async () => {
    const people = Array.from({ length: 100 }, () => newAddress('info'));
    const results = await inviteAll(people);
    expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(['invited']));
    const [counted] = await identity.database.query<{ users: number; transactions: number }[]>(
      `select count(*)::int as users, count(distinct xmin::text)::int as transactions from users where email = any($1)`,
      [people],
    );
    expect(counted).toEqual({ users: 100, transactions: 1 });
  });
});
