import { created } from './support/created';
import {
  type Answer,
  browser,
  codeOf,
  colleague,
  eventsOf,
  goodPassword,
  invite,
  newAddress,
  openAccount,
  type Person,
} from './support/people';
import { passwordSteps } from './support/password-steps';
import { type Identity, startIdentity } from './support/start-identity';
import { setStatus } from './support/tenancy-events';

let identity: Identity;
let master: Person;
beforeAll(async () => {
  identity = await startIdentity();
  master = await openAccount(identity);
});
beforeEach(() => identity.tenancy.decide(() => ({ allowed: true })));
afterAll(() => identity.close());

const { signIn, setPassword, inspect, forgot, lastMail, lastCode } = passwordSteps(() => identity);
const hoursLeft = ({ body }: Answer) =>
  (Date.parse((body as { expiresAt: string }).expiresAt) - Date.now()) / 3_600_000;

describe('a forgotten password', () => {
  it('[C8] is chosen anew with a link that is mailed, valid for an hour; other sessions end', async () => {
    const user = await colleague(identity, master);
    await forgot(` ${user.userName.toUpperCase()}`).expect(202);
    const mail = await lastMail(user.email);
    expect(mail).toMatchObject({ template: 'password_forgotten', userId: user.userId });
    const link = codeOf(mail?.link);
    const shown = await inspect(link).expect(200);
    expect(shown.body).toMatchObject({ purpose: 'forgotten' });
    expect(hoursLeft(shown)).toBeLessThanOrEqual(1);
    // Asking for it changes nothing.
    await browser(identity, user.cookie).get('/v1/sessions/current').expect(200);
    await setPassword(link).expect(201);
    await browser(identity, user.cookie).get('/v1/sessions/current').expect(401);
    await signIn(user.email, goodPassword).expect(401);
    expect((await eventsOf(identity, `user/${user.userId}`)).at(-1)).toMatchObject({
      type: 'identity.user.password-changed.v1',
      data: { cause: 'forgotten' },
    });
  });

  it('[C8] is answered the same whoever is meant, and mails nobody who is not there', async () => {
    const unknown = newAddress();
    const rows = async () =>
      identity.database.query<object[]>('select from code union all select from outbox');
    const before = (await rows()).length;
    const answers = [await forgot(unknown), await forgot('nobody at all'), await forgot(master.email)];
    expect(answers.map(({ status, text }) => [status, text])).toEqual(Array(3).fill([202, '']));
    expect(await identity.mailsTo(unknown)).toEqual([]);
    expect(await identity.mailsTo('nobody@tenantry.invalid')).toEqual([]);
    // One code and one mail: those of the one who is there.
    expect((await rows()).length).toBe(before + 2);
  });

  it('[C2] [C8] tells by mail whom no new password would help, why, and whom to ask', async () => {
    const why = async (email: string) => {
      await forgot(email).expect(202);
      const mail = await lastMail(email);
      expect(mail).toMatchObject({ template: 'password_refused', link: null });
      return mail?.values;
    };
    const blocked = await colleague(identity, master);
    await browser(identity, master.cookie)
      .post(`/v1/users/${blocked.userId}/block`, { reason: 'Left' })
      .expect(200);
    expect(await why(blocked.email)).toMatchObject({ why: 'blocked', since: expect.any(String) as string });
    expect(await why((await invite(identity, master)).email)).toMatchObject({ why: 'invited' });
    expect(await why((await created(identity, master, 'welcome_link')).email)).toMatchObject({
      why: 'created',
    });
    const other = await openAccount(identity);
    await setStatus(identity, other.organizationId, 'suspended');
    expect(await why(other.email)).toMatchObject({ why: 'organization_suspended' });
  });

  it('[C8] mails an address five times an hour at most, and keeps the newest link alone', async () => {
    const user = await colleague(identity, master);
    for (let time = 0; time < 7; time += 1) await forgot(user.email).expect(202);
    const mails = (await identity.mailsTo(user.email)).filter(
      ({ template }) => template === 'password_forgotten',
    );
    expect(mails).toHaveLength(5);
    const codes = mails.map(({ link }) => codeOf(link));
    for (const old of codes.slice(0, -1)) await inspect(old).expect(404);
    await inspect(codes.at(-1) ?? '').expect(200);
  });

  it('[C2] does not let anybody in who was blocked after the mail; the link is not spent', async () => {
    const user = await colleague(identity, master);
    await forgot(user.email).expect(202);
    const link = await lastCode(user.email);
    const act = (what: string, body: object) =>
      browser(identity, master.cookie).post(`/v1/users/${user.userId}/${what}`, body).expect(200);
    await act('block', { reason: 'Phone lost' });
    expect((await setPassword(link).expect(403)).body).toMatchObject({
      code: 'sign_in.blocked',
      reason: 'Phone lost',
    });
    await act('unblock', { comment: null });
    await setPassword(link).expect(201);
  });

  it('leaves no deadlock between asking again and spending the link', async () => {
    const user = await colleague(identity, master);
    await forgot(user.email).expect(202);
    const link = await lastCode(user.email);
    const answers = await Promise.all([
      setPassword(link),
      forgot(user.email),
      setPassword(link),
      forgot(user.email),
    ]);
    for (const { status } of answers) expect([201, 202, 404, 410]).toContain(status);
  });
});
