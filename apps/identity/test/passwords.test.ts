import type { UserProfile } from '../src/users/get-user';
import { created } from './support/created';
import {
  type Answer,
  browser,
  codeOf,
  colleague,
  cookieOf,
  eventsOf,
  goodPassword,
  invite,
  openAccount,
  type Person,
} from './support/people';
import { mirrored } from './support/mirroring';
import { newPassword, passwordSteps } from './support/password-steps';
import { type Identity, startIdentity } from './support/start-identity';
import { setPolicies } from './support/tenancy-events';
import { unseen } from './support/tenancy';

let identity: Identity;
let master: Person;
beforeAll(async () => {
  identity = await startIdentity();
  master = await openAccount(identity);
});
beforeEach(() => identity.tenancy.decide(() => ({ allowed: true })));
afterAll(() => identity.close());

const { signIn, setPassword, inspect, forgot, lastMail, lastCode } = passwordSteps(() => identity);

const reset = (userId: string, by = master) =>
  browser(identity, by.cookie).post(`/v1/users/${userId}/password-reset`);
const profileOf = async (userId: string) =>
  (await browser(identity, master.cookie).get(`/v1/users/${userId}`).expect(200)).body as UserProfile;
const code = ({ body }: Answer) => (body as { code: string }).code;
const hoursLeft = ({ body }: Answer) =>
  (Date.parse((body as { expiresAt: string }).expiresAt) - Date.now()) / 3_600_000;
const runOut = (userId: string) =>
  identity.database.query(`update code set expires_at = now() - interval '1 second' where user_id = $1`, [
    userId,
  ]);

describe('the link of a welcome mail', () => {
  it('[C3] lets the user choose a password, once, and makes them active', async () => {
    const { userId, email, userName } = await created(identity, master, 'welcome_link');
    const mail = await lastMail(email);
    expect(mail).toMatchObject({
      template: 'welcome',
      userId,
      values: { userName, organizationName: 'Acme Fountain Pens', creatorName: 'Ana Ruiz' },
    });
    expect(mail?.link).toContain('/set-password#code=test.');
    const link = codeOf(mail?.link);
    const shown = await inspect(link).expect(200);
    expect(shown.body).toMatchObject({ purpose: 'welcome', email, userName, firstName: 'Cleo' });
    expect(shown.body).not.toHaveProperty('userId');
    expect(hoursLeft(shown)).toBeGreaterThan(71.9);
    expect(hoursLeft(shown)).toBeLessThanOrEqual(72);

    const answers = await Promise.all(Array.from({ length: 10 }, () => setPassword(link)));
    const [opened] = answers.filter(({ status }) => status === 201);
    expect(answers.filter(({ status }) => status === 410).map(code)).toEqual(Array(9).fill('code.used'));
    expect(opened?.body).toMatchObject({ userId, firstName: 'Cleo', lastName: 'Hart' });
    await browser(identity, cookieOf(opened as Answer))
      .get('/v1/sessions/current')
      .expect(200);
    expect(await eventsOf(identity, `user/${userId}`)).toMatchObject([
      { type: 'identity.user.created.v1' },
      { type: 'identity.user.activated.v1', actor: `user/${userId}`, data: { cause: 'welcome_accepted' } },
    ]);
    expect(await profileOf(userId)).toMatchObject({ status: 'active', credential: 'set' });
    await signIn(userName, newPassword).expect(201);
  });

  it('[C3] dies after the hours of the policy, and an administrator’s reset makes a new one', async () => {
    await setPolicies(identity, master.organizationId, { welcomeValidHours: 2 });
    const { userId, email } = await created(identity, master, 'welcome_link');
    await setPolicies(identity, master.organizationId, {});
    const old = await lastCode(email);
    expect(hoursLeft(await inspect(old).expect(200))).toBeLessThanOrEqual(2);
    await runOut(userId);
    expect(code(await inspect(old).expect(410))).toBe('code.expired');
    expect(code(await setPassword(old).expect(410))).toBe('code.expired');

    const { body } = await reset(userId).expect(200);
    expect(body).toMatchObject({ way: 'welcome_link', oneOffPassword: null });
    expect(code(await setPassword(old).expect(404))).toBe('code.unknown');
    await setPassword(await lastCode(email)).expect(201);
  });

  it('is not spent by a password that is refused, nor known in another environment', async () => {
    const { email } = await created(identity, master, 'welcome_link');
    const link = await lastCode(email);
    expect((await setPassword(link, 'short').expect(422)).body).toMatchObject({
      code: 'password.too_short',
      errors: [{ pointer: '/password' }],
    });
    await setPassword(link, 'Acme Fountain Pens').expect(422);
    const elsewhere = `staging.${link.split('.')[1]}`;
    expect(code(await setPassword(elsewhere).expect(409))).toBe('code.other_environment');
    await browser(identity)
      .post('/v1/invitations/accept', { code: link, password: newPassword, firstName: 'C', lastName: 'H' })
      .expect(404);
    await setPassword(link).expect(201);
  });
});

describe('an administrator’s reset', () => {
  it('[C4] voids the password at once, ends the sessions, and mails a link that works once', async () => {
    const user = await colleague(identity, master);
    const answer = await reset(user.userId).expect(200);
    expect(answer.body).toMatchObject({ way: 'reset_link', oneOffPassword: null, version: 3 });
    expect(hoursLeft(answer)).toBeGreaterThan(71.9);
    await browser(identity, user.cookie).get('/v1/sessions/current').expect(401);
    expect(code(await signIn(user.email, goodPassword).expect(401))).toBe('sign_in.refused');
    expect(await profileOf(user.userId)).toMatchObject({ status: 'active', credential: 'none' });

    const mail = await lastMail(user.email);
    expect(mail).toMatchObject({ template: 'password_reset', values: { administratorName: 'Ana Ruiz' } });
    const link = codeOf(mail?.link);
    expect((await inspect(link).expect(200)).body).toMatchObject({ purpose: 'reset', email: user.email });
    await setPassword(link).expect(201);
    expect(code(await setPassword(link).expect(410))).toBe('code.used');
    await signIn(user.email, newPassword).expect(201);
    expect((await eventsOf(identity, `user/${user.userId}`)).slice(2)).toMatchObject([
      { type: 'identity.user.password-reset.v1', actor: `user/${master.userId}` },
      { type: 'identity.user.password-changed.v1', data: { cause: 'reset' } },
    ]);
  });

  it('[C4] kills the links that were made before', async () => {
    const user = await colleague(identity, master);
    await reset(user.userId).expect(200);
    const first = await lastCode(user.email);
    await forgot(user.email).expect(202);
    const forgotten = await lastCode(user.email);
    await reset(user.userId).expect(200);
    for (const dead of [first, forgotten]) await setPassword(dead).expect(404);
    await setPassword(await lastCode(user.email)).expect(201);
  });

  it('[C4] takes permission and sight, and is for others', async () => {
    const user = await colleague(identity, master);
    identity.tenancy.decide(() => unseen);
    expect(code(await reset(user.userId).expect(404))).toBe('user.not_found');
    identity.tenancy.decide(() => ({
      allowed: false,
      rule: 'permission_missing',
      mend: 'ask_for_permission',
      visible: true,
    }));
    expect(code(await reset(user.userId).expect(403))).toBe('permission.missing');
    expect(identity.tenancy.asked.at(-1)?.question).toMatchObject({ act: 'user.reset_password' });
    await browser(identity, user.cookie).get('/v1/sessions/current').expect(200);
    identity.tenancy.decide(() => ({ allowed: true }));
    expect(code(await reset(master.userId).expect(409))).toBe('user.self');
  });

  it('[L10] sends whoever is invited back to the invitation, and does nothing to whoever is blocked', async () => {
    const invited = await invite(identity, master);
    expect(code(await reset(invited.userId).expect(409))).toBe('user.invited');
    const blocked = await colleague(identity, master);
    await browser(identity, master.cookie)
      .post(`/v1/users/${blocked.userId}/block`, { reason: 'Left' })
      .expect(200);
    expect((await reset(blocked.userId).expect(409)).body).toMatchObject({
      code: 'user.wrong_status',
      userStatus: 'blocked',
    });
    expect(await lastMail(blocked.email)).toMatchObject({ template: 'invitation' });
  });
});

describe('one’s own password', () => {
  const change = (cookie: string, currentPassword: string, next: string) =>
    browser(identity, cookie).put('/v1/account/password', { currentPassword, newPassword: next });

  it('[C1] is changed with the one before; other sessions end, and this one goes on', async () => {
    const user = await colleague(identity, master);
    const elsewhere = cookieOf(await signIn(user.email, goodPassword).expect(201));
    await forgot(user.email).expect(202);
    const link = await lastCode(user.email);
    const changed = await change(user.cookie, goodPassword, newPassword).expect(200);
    expect(changed.body).toMatchObject({ userId: user.userId });
    await browser(identity, cookieOf(changed)).get('/v1/sessions/current').expect(200);
    for (const ended of [elsewhere, user.cookie])
      await browser(identity, ended).get('/v1/sessions/current').expect(401);
    await setPassword(link).expect(404);
    await signIn(user.email, newPassword).expect(201);
    expect((await eventsOf(identity, `user/${user.userId}`)).at(-1)).toMatchObject({
      type: 'identity.user.password-changed.v1',
      actor: `user/${user.userId}`,
      data: { cause: 'own' },
    });
  });

  it('[C1] is not changed without it, nor to one that is no better, nor by somebody who acts as the user', async () => {
    const user = await colleague(identity, master);
    expect(code(await change(user.cookie, 'not the password', newPassword).expect(403))).toBe(
      'password.wrong',
    );
    for (const [next, problem] of [
      [goodPassword, 'password.unchanged'],
      ['short', 'password.too_short'],
      ['passwordpassword', 'password.too_common'],
    ] as const) {
      expect((await change(user.cookie, goodPassword, next).expect(422)).body).toMatchObject({
        code: problem,
        errors: [{ pointer: '/newPassword' }],
      });
    }
    const { mirror } = await mirrored(identity, master, user);
    const both = `${master.cookie}; ${mirror}`;
    expect(code(await change(both, goodPassword, newPassword).expect(403))).toBe('mirroring.not_allowed');
    await browser(identity, user.cookie).get('/v1/sessions/current').expect(200);
  });
});
