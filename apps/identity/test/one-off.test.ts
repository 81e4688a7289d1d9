import { argon2Passwords } from '../src/credentials/passwords';
import type { UserProfile } from '../src/users/get-user';
import { created } from './support/created';
import { type Answer, browser, eventsOf, openAccount, type Person } from './support/people';
import { type Identity, startIdentity } from './support/start-identity';
import { nameKeyUsers, setStatus } from './support/tenancy-events';

const ownPassword = 'copper lantern 77 drifts';
let identity: Identity;
let master: Person;
let verifies = 0;
beforeAll(async () => {
  identity = await startIdentity({
    passwords: (real) => ({ ...real, verify: (...asked) => ((verifies += 1), real.verify(...asked)) }),
  });
  master = await openAccount(identity);
  await nameKeyUsers(identity, master.organizationId, [master.userId]);
});
afterAll(() => identity.close());

const signIn = (identifier: string, password: string) =>
  browser(identity).post('/v1/sessions', { identifier, password });
const setPassword = (code: string, password = ownPassword) =>
  browser(identity).post('/v1/passwords', { code, password });
const reset = async (userId: string) =>
  (await browser(identity, master.cookie).post(`/v1/users/${userId}/password-reset`).expect(200)).body as {
    way: string;
    oneOffPassword: string | null;
  };
const profileOf = async (userId: string) =>
  (await browser(identity, master.cookie).get(`/v1/users/${userId}`).expect(200)).body as UserProfile;
const mailed = async (email: string) => (await identity.mailsTo(email)).at(-1)?.password ?? '';
const changeCode = ({ body }: Answer) => (body as { passwordCode: string }).passwordCode;
const code = ({ body }: Answer) => (body as { code: string }).code;

describe('a one-off password', () => {
  it('[C5] is mailed, good for one sign-in, and has to be changed there; the user is active then', async () => {
    const { userId, email, userName } = await created(identity, master, 'one_off_mail');
    const mail = (await identity.mailsTo(email)).at(-1);
    expect(mail).toMatchObject({ template: 'one_off_password', values: { userName }, link: null });
    const oneOff = mail?.password ?? '';
    expect(oneOff).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
    expect(await profileOf(userId)).toMatchObject({ status: 'pending', credential: 'one_off' });

    verifies = 0;
    const answer = await signIn(email, oneOff).expect(403);
    expect(verifies).toBe(1);
    expect(code(answer)).toBe('sign_in.password_change_required');
    expect(answer.headers['set-cookie']).toBeUndefined();
    const minutes = (Date.parse((answer.body as { expiresAt: string }).expiresAt) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(14.5);
    expect(minutes).toBeLessThanOrEqual(15);
    expect(await profileOf(userId)).toMatchObject({ status: 'pending', credential: 'one_off' });
    expect(code(await signIn(email, oneOff).expect(403))).toBe('sign_in.one_off_used');

    const same = await setPassword(changeCode(answer), oneOff).expect(422);
    expect(code(same)).toBe('password.unchanged');
    const opened = await setPassword(changeCode(answer)).expect(201);
    expect(opened.body).toMatchObject({ userId });
    expect(code(await setPassword(changeCode(answer)).expect(410))).toBe('code.used');
    expect(await profileOf(userId)).toMatchObject({ status: 'active', credential: 'set' });
    expect((await eventsOf(identity, `user/${userId}`)).at(-1)).toMatchObject({
      type: 'identity.user.activated.v1',
      data: { cause: 'one_off_changed' },
    });
    expect(code(await signIn(email, oneOff).expect(401))).toBe('sign_in.refused');
    await signIn(email, ownPassword).expect(201);
  });

  it('[C5] is spent by one of any number of parallel sign-ins', async () => {
    const { email } = await created(identity, master, 'one_off_mail');
    const oneOff = await mailed(email);
    const codes = (await Promise.all(Array.from({ length: 10 }, () => signIn(email, oneOff)))).map(code);
    expect(codes.filter((each) => each === 'sign_in.password_change_required')).toHaveLength(1);
    expect(codes.filter((each) => each === 'sign_in.one_off_used')).toHaveLength(9);
  });

  it('[C5] expires: with it the refusal says so and whom to ask, without it nothing', async () => {
    const { userId, email } = await created(identity, master, 'one_off_mail');
    const oneOff = await mailed(email);
    await identity.database.query(
      `update credential set expires_at = now() - interval '1 second' where user_id = $1`,
      [userId],
    );
    expect((await signIn(email, oneOff).expect(403)).body).toMatchObject({
      code: 'sign_in.one_off_expired',
      keyUsers: [{ name: 'Ana Ruiz', email: master.email }],
    });
    expect(code(await signIn(email, 'not the password').expect(401))).toBe('sign_in.refused');
    expect(await reset(userId)).toMatchObject({ way: 'one_off_mail', oneOffPassword: null });
    expect(code(await signIn(email, oneOff).expect(401))).toBe('sign_in.refused');
    await signIn(email, await mailed(email)).expect(403);
  });

  it('[C5] that was spent and not changed leads nowhere once its code has run out; a reset makes a new one', async () => {
    const { userId, email } = await created(identity, master, 'one_off_mail');
    const spent = await signIn(email, await mailed(email)).expect(403);
    await reset(userId);
    expect(code(await setPassword(changeCode(spent)).expect(404))).toBe('code.unknown');
    const again = await signIn(email, await mailed(email)).expect(403);
    await setPassword(changeCode(again)).expect(201);
  });

  it('[C6] is shown once: no mail has it, no row, and a reset shows another one', async () => {
    const { userId, email, shown } = await created(identity, master, 'one_off_shown');
    expect(await identity.mailsTo(email)).toEqual([]);
    const result = await reset(userId);
    expect(result).toMatchObject({ way: 'one_off_shown' });
    expect(result.oneOffPassword).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
    expect(await identity.mailsTo(email)).toEqual([]);
    expect(code(await signIn(email, shown ?? '').expect(401))).toBe('sign_in.refused');
    expect(code(await signIn(email, result.oneOffPassword ?? '').expect(403))).toBe(
      'sign_in.password_change_required',
    );
  });

  it('[C2] is not spent while the organization lets nobody in', async () => {
    const other = await openAccount(identity);
    const { email } = await created(identity, other, 'one_off_mail');
    await setStatus(identity, other.organizationId, 'suspended');
    const oneOff = await mailed(email);
    expect(code(await signIn(email, oneOff).expect(403))).toBe('sign_in.organization_suspended');
    await setStatus(identity, other.organizationId, 'active');
    expect(code(await signIn(email, oneOff).expect(403))).toBe('sign_in.password_change_required');
  });

  it('is hashed like every other', async () => {
    const { userId } = await created(identity, master, 'one_off_mail');
    const [row] = await identity.database.query<{ hash: string }[]>(
      'select password_hash as hash from credential where user_id = $1',
      [userId],
    );
    expect(argon2Passwords().isOutdated(row?.hash ?? '')).toBe(false);
  });
});
