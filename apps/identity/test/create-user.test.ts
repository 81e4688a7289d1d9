import { createHash, randomUUID } from 'node:crypto';
import type { UserProfile } from '../src/users/get-user';
import {
  browser,
  codeOf,
  colleague,
  eventsOf,
  newAddress,
  newUser,
  openAccount,
  type Person,
} from './support/people';
import { type Identity, startIdentity } from './support/start-identity';
import { unseen } from './support/tenancy';
import { setPolicies, setStatus } from './support/tenancy-events';

const ownPassword = 'copper lantern 77 drifts';
let identity: Identity;
let master: Person;
let verifies = 0;
beforeAll(async () => {
  identity = await startIdentity({
    passwords: (real) => ({ ...real, verify: (...asked) => ((verifies += 1), real.verify(...asked)) }),
  });
  master = await openAccount(identity);
});
afterAll(() => identity.close());
beforeEach(() => identity.tenancy.decide(() => ({ allowed: true })));

type Created = {
  userId: string;
  userName: string;
  firstPassword: string;
  expiresAt: string;
  oneOffPassword: string | null;
};
const wish = <More extends object>(more = {} as More) => newUser(master, more);
const create = (body: object, headers?: Record<string, string>) =>
  browser(identity, master.cookie).post('/v1/users', body, headers);
const created = async (body: object) => (await create(body).expect(201)).body as Created;
const profileOf = async (userId: string) =>
  (await browser(identity, master.cookie).get(`/v1/users/${userId}`).expect(200)).body as UserProfile;
const usersWith = async (email: string) =>
  (await identity.database.query<unknown[]>('select from users where email = $1', [email])).length;
const signIn = (identifier: string, password: string) =>
  browser(identity).post('/v1/sessions', { identifier, password });

describe('creating a user', () => {
  it('[L1] [L2] [C3] takes names, access and organization, and mails a link to the first password', async () => {
    const body = wish({
      email: ` ${newAddress('Cleo.Hart').toUpperCase()} `,
      accountType: 'privileged',
      roleIds: ['user_manager'],
      modules: ['reports'],
      subAccountIds: [randomUUID()],
      firstPassword: 'welcome_link',
    });
    identity.tenancy.asked.length = 0;
    verifies = 0;
    const answer = await created(body);
    expect(verifies).toBe(1);
    const email = body.email.trim().toLowerCase();
    const userName = email.split('@')[0];
    const granted = {
      accountType: 'privileged',
      roleIds: body.roleIds,
      modules: ['reports'],
      subAccountIds: body.subAccountIds,
    };
    expect(identity.tenancy.asked).toEqual([
      {
        actorId: master.userId,
        question: {
          about: 'organization',
          act: 'user.create',
          organizationId: master.organizationId,
          ...granted,
        },
      },
    ]);
    expect(answer).toMatchObject({ userName, firstPassword: 'welcome_link', oneOffPassword: null });
    expect(await profileOf(answer.userId)).toMatchObject({
      email,
      userName,
      firstName: 'Cleo',
      middleName: 'Maria',
      lastName: 'Hart',
      language: 'de',
      status: 'pending',
      credential: 'none',
      invitation: null,
    });
    expect(await eventsOf(identity, `user/${answer.userId}`)).toMatchObject([
      {
        version: 1,
        type: 'identity.user.created.v1',
        actor: `user/${master.userId}`,
        data: {
          origin: 'created',
          organizationId: master.organizationId,
          firstPassword: 'welcome_link',
          ...granted,
        },
        personal: { email, userName, firstName: 'Cleo', middleName: 'Maria', lastName: 'Hart' },
      },
    ]);

    const [mail] = await identity.mailsTo(email);
    expect(mail).toMatchObject({
      template: 'welcome',
      values: { userName, organizationName: 'Acme Fountain Pens', creatorName: 'Ana Ruiz' },
    });
    await browser(identity)
      .post('/v1/passwords', { code: codeOf(mail?.link), password: ownPassword })
      .expect(201);
    expect(await profileOf(answer.userId)).toMatchObject({ status: 'active', credential: 'set' });
  });

  it('[C5] mails a one-off password, with which the user signs in once', async () => {
    const body = wish({ firstPassword: 'one_off_mail' });
    expect(await created(body)).toMatchObject({ firstPassword: 'one_off_mail', oneOffPassword: null });
    const [mail] = await identity.mailsTo(body.email);
    const { body: refused } = await signIn(body.email, mail?.password ?? '').expect(403);
    expect(refused).toMatchObject({ code: 'sign_in.password_change_required' });
  });

  it('[C6] shows a one-off password once: a repeat does nothing, and has none', async () => {
    const [body, key] = [wish({ firstPassword: 'one_off_shown' }), randomUUID()];
    const first = (await create(body, { 'idempotency-key': key }).expect(201)).body as Created;
    expect(first.oneOffPassword).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
    expect(await identity.mailsTo(body.email)).toEqual([]);

    const repeat = await create(body, { 'idempotency-key': key }).expect(201);
    expect(repeat.headers['idempotent-replayed']).toBe('true');
    expect(repeat.body).toEqual({ ...first, oneOffPassword: null });
    expect(await usersWith(body.email)).toBe(1);
    expect(await eventsOf(identity, `user/${first.userId}`)).toHaveLength(1);
    expect(JSON.stringify(await identity.database.query('select * from kept_answers'))).not.toContain(
      first.oneOffPassword,
    );
    expect((await signIn(first.userName, first.oneOffPassword ?? '').expect(403)).body).toMatchObject({
      code: 'sign_in.password_change_required',
    });
  });

  it('[L1] keeps nothing of one’s own password, not in the digest of the request either', async () => {
    const [body, key] = [wish(), randomUUID()];
    await create(body, { 'idempotency-key': key }).expect(201);
    const { body: wrong } = await create(
      { ...body, password: 'another one altogether' },
      { 'idempotency-key': key },
    ).expect(403);
    expect(wrong).toMatchObject({ code: 'password.wrong' });
    const other = await create({ ...body, firstName: 'Cleopatra' }, { 'idempotency-key': key }).expect(422);
    expect(other.body).toMatchObject({ code: 'idempotency.other_request' });
    const digests = await identity.database.query<{ digest: string }[]>('select digest from kept_answers');
    const withPassword = createHash('sha256')
      .update(JSON.stringify(['/v1/users', body]))
      .digest('base64url');
    expect(digests.map(({ digest }) => digest)).not.toContain(withPassword);
  });

  it('[L1] makes one user of twenty equal requests at once', async () => {
    const [body, key] = [wish(), randomUUID()];
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => create(body, { 'idempotency-key': key })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(
      new Set(answers.some(({ status }) => status === 409) ? [201, 409] : [201]),
    );
    expect(await usersWith(body.email)).toBe(1);
    expect(await identity.mailsTo(body.email)).toHaveLength(1);
  });

  it.each([
    ['one_off_shown', 'one_off_shown'],
    ['one_off_mail', 'one_off_mail'],
    ['invitation', 'welcome_link'],
  ])('[L1] without a choice the organization’s way %s leads to %s', async (policy, way) => {
    await setPolicies(identity, master.organizationId, { firstPassword: policy });
    expect((await created(wish())).firstPassword).toBe(way);
    await setPolicies(identity, master.organizationId, {});
  });

  it('[L1] without a user name takes a free one that is made from the address, also side by side', async () => {
    const stem = newAddress('twin').split('@')[0] ?? '';
    const emails = Array.from({ length: 4 }, (_, place) => `${stem}@acme${place}.example`);
    const names = await Promise.all(emails.map(async (email) => (await created(wish({ email }))).userName));
    expect(names.toSorted()).toEqual([stem, `${stem}2`, `${stem}3`, `${stem}4`].toSorted());
  });

  it('[L1] points at an address and at a user name that somebody has', async () => {
    const present = await colleague(identity, master);
    const taken = await create(wish({ email: present.email.toUpperCase() })).expect(409);
    expect(taken.body).toMatchObject({
      code: 'user.email_taken',
      userId: present.userId,
      errors: [{ pointer: '/email', code: 'user.email_taken' }],
    });
    const named = await create(wish({ userName: present.userName.toUpperCase() })).expect(409);
    expect(named.body).toMatchObject({
      code: 'user_name.taken',
      errors: [{ pointer: '/userName', code: 'user_name.taken' }],
    });
  });

  it('[L1] names nobody whom one does not see, and tells them', async () => {
    const stranger = await openAccount(identity);
    identity.tenancy.decide((question) => (question.about === 'user' ? unseen : { allowed: true }));
    const { body } = await create(wish({ email: stranger.email })).expect(409);
    expect(body).toMatchObject({ code: 'user.email_taken', userId: null });
    expect((await identity.mailsTo(stranger.email)).at(-1)).toMatchObject({
      template: 'already_registered',
    });
  });

  it.each([
    ['/email', { email: 'nobody' }, 'email.malformed'],
    ['/email', { email: 'somebody@mailinator.com' }, 'email.disposable'],
    ['/userName', { userName: 'ana@acme.example' }, 'invalid_format'],
    ['/userName', { userName: '' }, 'invalid_format'],
    ['/firstName', { firstName: ' ' }, 'too_small'],
    ['/lastName', { lastName: 'x'.repeat(101) }, 'too_big'],
    ['/firstPassword', { firstPassword: 'invitation' }, 'invalid_value'],
    ['/password', { password: undefined }, 'required'],
    ['/status', { status: 'active' }, 'unknown_key'],
  ])('[L1] refuses what is wrong at %s', async (pointer, more, code) => {
    verifies = 0;
    const { body } = await create(wish(more)).expect(400);
    expect(body).toMatchObject({ code: 'request.invalid', errors: [{ pointer, code }] });
    expect(verifies).toBe(0);
  });

  it('[L1] wants one’s own password before it says anything', async () => {
    const present = await colleague(identity, master);
    identity.tenancy.asked.length = 0;
    const { body } = await create(wish({ email: present.email, password: 'not the password' })).expect(403);
    expect(body).toMatchObject({ code: 'password.wrong' });
    expect(identity.tenancy.asked).toEqual([]);
  });

  it.each([
    ['outside_subtree', false, 404, 'organization.not_found'],
    ['permission_missing', true, 403, 'permission.missing'],
    ['grant_above_own_rank', true, 403, 'grant.not_allowed'],
  ] as const)('[L1] refuses by the rule %s and writes nothing', async (rule, visible, status, code) => {
    const body = wish();
    identity.tenancy.decide(() => ({ allowed: false, rule, mend: 'ask_for_permission', visible }));
    expect((await create(body).expect(status)).body).toMatchObject({ code });
    expect(await usersWith(body.email)).toBe(0);
  });

  it('[L1] creates nobody in an organization that is suspended, or not known yet', async () => {
    const unknown = await create(wish({ organizationId: randomUUID() })).expect(409);
    expect(unknown.body).toMatchObject({ code: 'organization.being_prepared' });
    const suspended = await openAccount(identity);
    await setStatus(identity, suspended.organizationId, 'suspended');
    const refused = await create(wish({ organizationId: suspended.organizationId })).expect(409);
    expect(refused.body).toMatchObject({ code: 'organization.suspended' });
  });
});
