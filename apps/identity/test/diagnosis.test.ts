import { randomUUID } from 'node:crypto';
import type { ComparedTyped, Diagnosis } from '@tenantry/contracts';
import { eventually } from '@tenantry/testing';
import { created } from './support/created';
import { browser, colleague, invite, openAccount, type Person } from './support/people';
import { type Identity, startIdentity } from './support/start-identity';
import { unseen } from './support/tenancy';
import { setStatus } from './support/tenancy-events';

let identity: Identity;
let master: Person;
beforeAll(async () => {
  identity = await startIdentity();
  master = await openAccount(identity);
});
afterAll(() => identity.close());
beforeEach(() => identity.tenancy.decide(() => ({ allowed: true })));

const sql = (text: string, values: unknown[]) => identity.database.query<unknown>(text, values);
const as = (person: Person) => browser(identity, person.cookie);
const findings = async (userId: string) =>
  ((await as(master).get(`/v1/users/${userId}/diagnosis`).expect(200)).body as Diagnosis).findings;
const compare = async (userId: string, typed: string) =>
  (await as(master).post(`/v1/users/${userId}/typed-name`, { typed }).expect(200)).body as ComparedTyped;

describe('[B5] the diagnosis of a user', () => {
  it('finds nothing where there is nothing', async () => {
    const { userId } = await colleague(identity, master);
    expect(await findings(userId)).toEqual([]);
  });

  it('finds what an address and a user name hold that was stored before the normal form, and names each character', async () => {
    const { userId } = await colleague(identity, master);
    const odd = `b\u0435n.${randomUUID()}@acme.example`;
    await sql(`update users set email = $2, user_name = $3 where id = $1`, [userId, ` ${odd}`, 'Ben\u200B']);
    expect(await findings(userId)).toEqual([
      { code: 'email.malformed', level: 'problem', facts: {}, mend: 'correct_email' },
      expect.objectContaining({ code: 'email.space', mend: 'correct_email' }),
      {
        code: 'email.look_alike',
        level: 'problem',
        facts: {
          characters: [{ character: '\u0435', codePoint: 'U+0435', script: 'Cyrillic', looksLike: 'e' }],
        },
        mend: 'correct_email',
      },
      expect.objectContaining({ code: 'user_name.upper_case', level: 'notice', mend: null }),
      expect.objectContaining({ code: 'user_name.invisible', level: 'problem', mend: 'report_user_name' }),
    ]);
  });

  it('knows disposable addresses', async () => {
    const { userId } = await colleague(identity, master);
    await sql(`update users set email = 'ben@mailinator.com' where id = $1`, [userId]);
    expect(await findings(userId)).toEqual([
      { code: 'email.disposable', level: 'problem', facts: {}, mend: 'correct_email' },
    ]);
  });

  it('says which status keeps the user out, since when and why', async () => {
    const { organizationId, ...owner } = await openAccount(identity);
    const { userId } = await colleague(identity, { ...owner, organizationId });
    await as(master).post(`/v1/users/${userId}/block`, { reason: 'Laptop lost' }).expect(200);
    expect(await findings(userId)).toEqual([
      {
        code: 'status.blocked',
        level: 'problem',
        facts: { reason: 'Laptop lost', since: expect.any(String) as string },
        mend: 'unblock',
      },
    ]);
    await as(master).post(`/v1/users/${userId}/unblock`, { comment: null }).expect(200);
    await as(master).post(`/v1/users/${userId}/deactivate`, { reason: null }).expect(200);
    await setStatus(identity, organizationId, 'suspended');
    expect(await findings(userId)).toMatchObject([
      { code: 'organization.suspended', mend: 'reopen_organization' },
      { code: 'status.inactive', facts: { cause: 'manual', reason: null }, mend: 'activate' },
    ]);
    await setStatus(identity, organizationId, 'active');
    await as(master)
      .post(`/v1/users/${userId}/remove`, { password: master.password, reason: null, signOutFirst: true })
      .expect(200);
    expect(await findings(userId)).toMatchObject([{ code: 'status.removed', mend: 'invite_again' }]);
  });

  it('tells an invitation that waits from one that has run out, also when its code is forgotten', async () => {
    const { userId } = await invite(identity, master);
    const until = expect.any(String) as string;
    expect(await findings(userId)).toEqual([
      { code: 'status.pending', level: 'problem', facts: {}, mend: null },
      {
        code: 'link.open',
        level: 'notice',
        facts: { purpose: 'invitation', until },
        mend: 'open_last_mail',
      },
    ]);
    await sql(`update code set expires_at = now() - interval '1 day' where user_id = $1`, [userId]);
    const over = [
      { code: 'status.pending', level: 'problem', facts: {}, mend: 'resend' },
      { code: 'link.expired', level: 'problem', facts: { purpose: 'invitation', until }, mend: 'resend' },
    ];
    expect(await findings(userId)).toEqual(over);
    await sql('delete from code where user_id = $1', [userId]);
    expect(await findings(userId)).toEqual(over);
  });

  it('follows a one-off password from open to expired, and a reset to the link that waits', async () => {
    const cleo = await created(identity, master, 'one_off_mail');
    expect(await findings(cleo.userId)).toMatchObject([
      { code: 'status.pending', mend: null },
      { code: 'password.one_off_open', level: 'notice', mend: 'open_last_mail' },
    ]);
    await sql(`update credential set expires_at = now() where user_id = $1`, [cleo.userId]);
    expect(await findings(cleo.userId)).toMatchObject([
      { code: 'status.pending', mend: 'resend' },
      { code: 'password.one_off_expired', level: 'problem', mend: 'reset_password' },
    ]);
    const { userId } = await colleague(identity, master);
    await as(master).post(`/v1/users/${userId}/password-reset`).expect(200);
    expect(await findings(userId)).toMatchObject([
      { code: 'password.none', mend: 'open_last_mail' },
      { code: 'link.open', facts: { purpose: 'reset' } },
    ]);
    await sql(`update code set expires_at = now() where user_id = $1`, [userId]);
    expect(await findings(userId)).toMatchObject([
      { code: 'password.none', mend: 'reset_password' },
      { code: 'link.expired', facts: { purpose: 'reset' }, mend: 'reset_password' },
    ]);
  });

  it('counts wrong passwords since the last sign-in, and says nothing of those before it', async () => {
    const { userId, email, password } = await colleague(identity, master);
    const signIn = (tried: string) =>
      browser(identity).post('/v1/sessions', { identifier: email, password: tried });
    await signIn('wrong horse').expect(401);
    await signIn('wrong horse').expect(401);
    await eventually(async () =>
      expect(await findings(userId)).toMatchObject([
        { code: 'sign_in.failed', facts: { reason: 'wrong_password', times: 2 }, mend: 'reset_password' },
      ]),
    );
    await signIn(password).expect(201);
    expect(await findings(userId)).toEqual([]);
  });

  it('tells of links and refused sign-ins only those who may see the sessions, and the user', async () => {
    const { userId, email, cookie } = await colleague(identity, master);
    const path = `/v1/users/${userId}/diagnosis`;
    await browser(identity).post('/v1/sessions', { identifier: email, password: 'wrong horse' }).expect(401);
    await eventually(async () => expect(await findings(userId)).toMatchObject([{ code: 'sign_in.failed' }]));
    const rule = { rule: 'permission_missing', mend: 'ask_for_permission' } as const;
    identity.tenancy.decide((question) =>
      question.about === 'user' && question.act === 'user.sessions'
        ? { allowed: false, visible: true, ...rule }
        : { allowed: true },
    );
    const auditor = await colleague(identity, master);
    const asAuditor = async () => (await as(auditor).get(path).expect(200)).body as Diagnosis;
    expect(await asAuditor()).toEqual({ findings: [], failedSignIns: [], complete: false });
    expect((await browser(identity, cookie).get(path).expect(200)).body).toMatchObject({
      findings: [{ code: 'sign_in.failed' }],
      failedSignIns: [{ times: 1 }],
      complete: true,
    });
    await as(master).post(`/v1/users/${userId}/password-reset`).expect(200);
    expect((await asAuditor()).findings).toEqual([
      { code: 'password.none', level: 'problem', facts: {}, mend: null },
    ]);
  });

  it('is for whoever sees the user; others are told that there is none', async () => {
    const { userId } = await colleague(identity, master);
    identity.tenancy.decide(() => unseen);
    for (const id of [userId, randomUUID(), 'me']) {
      const answers = [
        await as(master).get(`/v1/users/${id}/diagnosis`),
        await as(master).post(`/v1/users/${id}/typed-name`, { typed: 'ben' }),
      ];
      for (const { status, body } of answers)
        expect([status, body]).toMatchObject([404, { code: 'user.not_found' }]);
    }
    await as(master).post(`/v1/users/${userId}/typed-name`, { typed: '' }).expect(400);
  });
});

describe('[B5] what a user types', () => {
  it.each<[string, (email: string) => string, object]>([
    ['the address itself', (email) => email, { accepted: true, like: 'email', differences: [] }],
    [
      'a space around it, which is seen past',
      (email) => `${email} `,
      { accepted: true, like: 'email', differences: [{ kind: 'space', matters: false }] },
    ],
    [
      'a space in it',
      (email) => email.replace('@', ' @'),
      { accepted: false, like: 'email', differences: [{ kind: 'space', matters: true }] },
    ],
    [
      'a Cyrillic letter',
      (email) => email.replace('a', '\u0430'),
      {
        accepted: false,
        like: 'email',
        differences: [
          {
            kind: 'look_alike',
            matters: true,
            typed: { codePoint: 'U+0430', script: 'Cyrillic', looksLike: 'a' },
            stored: { character: 'a' },
          },
        ],
      },
    ],
    ['something else', () => 'somebody.else@another.test', { accepted: false, like: null, differences: [] }],
  ])('is compared with address and user name: %s', async (_, typed, expected) => {
    const { userId, email } = await colleague(identity, master);
    expect(await compare(userId, typed(email))).toMatchObject(expected);
  });

  it('is compared with the user name where it is more like that', async () => {
    const { userId, userName } = await colleague(identity, master);
    expect(await compare(userId, `${userName}x`)).toMatchObject({
      accepted: false,
      like: 'user_name',
      differences: [{ kind: 'extra', typed: { character: 'x' }, stored: null }],
    });
  });
});
