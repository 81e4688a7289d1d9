import { decided } from './support/decided';
import {
  browser,
  codeOf,
  cookieOf,
  eventsOf,
  goodPassword,
  invite,
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

describe('accepting an invitation', () => {
  const accept = (code: string, password = goodPassword) =>
    browser(identity).post('/v1/invitations/accept', { code, password, firstName: 'Ben', lastName: 'Okoye' });

  it('[C7] activates the invitee with the password they chose and signs them in', async () => {
    const { userId, email, code } = await invite(identity, master);
    const shown = await browser(identity).post('/v1/codes/inspect', { code }).expect(200);
    expect(shown.body).toMatchObject({
      purpose: 'invitation',
      email,
      organizationName: 'Acme Fountain Pens',
      firstName: null,
    });
    const days = (Date.parse((shown.body as { expiresAt: string }).expiresAt) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(6.9);
    expect(days).toBeLessThanOrEqual(7);

    const accepted = await accept(code).expect(201);
    expect(accepted.body).toMatchObject({ userId, email, firstName: 'Ben', lastName: 'Okoye' });
    await browser(identity, cookieOf(accepted)).get('/v1/sessions/current').expect(200);
    expect(await eventsOf(identity, `user/${userId}`)).toMatchObject([
      { version: 1, type: 'identity.user.created.v1' },
      {
        version: 2,
        type: 'identity.user.activated.v1',
        actor: `user/${userId}`,
        personal: { firstName: 'Ben', lastName: 'Okoye' },
      },
    ]);
    await browser(identity).post('/v1/sessions', { identifier: email, password: goodPassword }).expect(201);
  });

  it('[C7] spends the code once, however many try at the same time', async () => {
    const { userId, code } = await invite(identity, master);
    const answers = await Promise.all(Array.from({ length: 50 }, () => decided(() => accept(code))));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const refused = answers.filter(({ status }) => status !== 201);
    expect(
      new Set(refused.map(({ status, body }) => `${status} ${(body as { code: string }).code}`)),
    ).toEqual(new Set(['410 code.used']));
    expect(await eventsOf(identity, `user/${userId}`)).toHaveLength(2);
    await browser(identity).post('/v1/codes/inspect', { code }).expect(410);
  });

  it('spends nothing by looking, nor by a password that is refused', async () => {
    const { code } = await invite(identity, master);
    for (let look = 0; look < 3; look += 1)
      await browser(identity).post('/v1/codes/inspect', { code }).expect(200);
    await accept(code, 'short').expect(422);
    await accept(code).expect(201);
  });

  it.each([
    ['fourteen chars', 'password.too_short'],
    ['passwordpassword', 'password.too_common'],
    ['Acme Fountain Pens', 'password.too_common'],
    ['ben okoye tenantry', 'password.too_common'],
  ])('refuses the password %s beside the field', async (password, problem) => {
    const { code } = await invite(identity, master);
    const { body } = await accept(code, password).expect(422);
    expect(body).toMatchObject({ code: problem, errors: [{ pointer: '/password', code: problem }] });
  });

  it('takes one password from keyboards that compose letters differently', async () => {
    const { code, email } = await invite(identity, master);
    await accept(code, 'žluťoučký kůň přes potok'.normalize('NFD')).expect(201);
    const signIn = { identifier: email, password: 'žluťoučký kůň přes potok'.normalize('NFC') };
    await browser(identity).post('/v1/sessions', signIn).expect(201);
  });

  it('[L10] refuses an invitation whose time is over', async () => {
    const { userId, code } = await invite(identity, master);
    await identity.database.query(
      `update code set expires_at = now() - interval '1 second' where user_id = $1`,
      [userId],
    );
    for (const answer of [browser(identity).post('/v1/codes/inspect', { code }), accept(code)]) {
      expect((await answer.expect(410)).body).toMatchObject({ code: 'code.expired' });
    }
    expect(await eventsOf(identity, `user/${userId}`)).toHaveLength(1);
  });

  it('[C10] says of a link from another environment where it belongs', async () => {
    const { code } = await invite(identity, master);
    const elsewhere = `staging.${code.split('.')[1]}`;
    const { body } = await accept(elsewhere).expect(409);
    expect(body).toMatchObject({ code: 'code.other_environment', environment: 'staging' });
    expect((body as { detail: string }).detail).toContain('staging');
  });

  it.each([
    ['without a secret', 'test.'],
    ['that was never made', `test.${'x'.repeat(43)}`],
    ['that is none', 'nonsense'],
  ])('does not know a code %s', async (_how, code) => {
    expect((await accept(code).expect(404)).body).toMatchObject({ code: 'code.unknown' });
  });

  it('does not take the code of an invitation for that of a sign-up', async () => {
    const { code } = await invite(identity, master);
    const { body } = await browser(identity)
      .post('/v1/sign-ups/verify', { code, password: goodPassword })
      .expect(404);
    expect(body).toMatchObject({ code: 'code.unknown' });
    expect(codeOf(`x#code=${code}`)).toBe(code);
  });
});
