import {
  type Answer,
  browser,
  codeOf,
  colleague,
  eventsOf,
  goodPassword,
  newAddress,
  openAccount,
  signUpRequest,
} from './support/people';
import { type Identity, startIdentity } from './support/start-identity';

let identity: Identity;
beforeAll(async () => (identity = await startIdentity()));
afterAll(() => identity.close());

const wish = (email: string) => browser(identity).post('/v1/sign-ups', signUpRequest(email));

describe('opening an account', () => {
  it('[C11] mails a link, opens the account when the address is verified, and signs its master in', async () => {
    const email = newAddress();
    const asked = await wish(email).expect(202);
    expect(asked.text).toBe('');

    const [mail] = await identity.mailsTo(email);
    expect(mail).toMatchObject({ template: 'verify_email', language: 'es', userId: null });
    expect(mail?.link).toMatch(/^http:\/\/console\.test\/verify-email#code=test\.[\w-]{43}$/);

    const code = codeOf(mail?.link);
    const opened = await browser(identity)
      .post('/v1/sign-ups/verify', { code, password: goodPassword })
      .expect(201);
    const { userId, organizationId } = opened.body as { userId: string; organizationId: string };
    expect(opened.body).toMatchObject({
      email,
      firstName: 'Ana',
      lastName: 'Ruiz',
      language: 'es',
      environment: 'test',
    });
    expect(opened.headers['set-cookie']?.[0]).toMatch(
      /^__Host-[\w-]+=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );

    const events = await eventsOf(identity, `user/${userId}`);
    expect(events).toMatchObject([
      {
        version: 1,
        type: 'identity.account.opened.v1',
        data: { userId, organizationId, organizationName: 'Acme Fountain Pens', organizationKind: 'company' },
      },
      {
        version: 2,
        type: 'identity.user.created.v1',
        data: { accountType: 'master', origin: 'sign_up' },
        personal: { email, firstName: 'Ana' },
      },
      { version: 3, type: 'identity.user.activated.v1', data: { cause: 'email_verified' } },
    ]);
    expect(new Set(events.map(({ actor }) => actor))).toEqual(new Set([`user/${userId}`]));
    const rows = await identity.database.query<object[]>(`select status, version from users where id = $1`, [
      userId,
    ]);
    expect(rows).toEqual([{ status: 'active', version: 3 }]);
    expect(await identity.database.query('select from sign_up where email = $1', [email])).toHaveLength(0);
  });

  it('[C11] answers the same for an address that has an account, and tells its holder by mail', async () => {
    const { email, userId } = await openAccount(identity);
    const taken = await wish(`  ${email.toUpperCase()} `).expect(202);
    const free = await wish(newAddress()).expect(202);

    const visible = ({ headers, text }: Answer) => ({
      text,
      names: Object.keys(headers).sort(),
    });
    expect(visible(taken)).toEqual(visible(free));
    const mails = await identity.mailsTo(email);
    expect(mails.at(-1)).toMatchObject({ template: 'already_registered', userId, link: null });
  });

  it('lets the newest of several links win and says of the older ones that they are unknown', async () => {
    const email = newAddress();
    await wish(email).expect(202);
    await wish(email).expect(202);
    const [older, newer] = (await identity.mailsTo(email)).map(({ link }) => codeOf(link));
    const verify = (code: string | undefined) =>
      browser(identity).post('/v1/sign-ups/verify', { code, password: goodPassword });
    expect((await verify(older).expect(404)).body).toMatchObject({ code: 'code.unknown' });
    await verify(newer).expect(201);
  });

  it('sends an address no more than five mails an hour, whoever asks', async () => {
    const email = newAddress();
    for (let time = 0; time < 7; time += 1) await wish(email).expect(202);
    expect(await identity.mailsTo(email)).toHaveLength(5);
  });

  it.each([
    ['ana ruiz@acme.example', 'email.malformed'],
    ['ana@localhost', 'email.malformed'],
    ['ana@mailinator.com', 'email.disposable'],
  ])('refuses %s beside the field and writes nothing', async (email, code) => {
    const { body } = await wish(email).expect(400);
    expect(body).toMatchObject({ code: 'request.invalid', errors: [{ pointer: '/email', code }] });
    expect(await identity.database.query('select from sign_up where email = $1', [email])).toHaveLength(0);
  });

  it('says that the address is taken where somebody invited it before it was verified', async () => {
    const master = await openAccount(identity);
    const email = newAddress();
    await wish(email).expect(202);
    const code = codeOf((await identity.mailsTo(email))[0]?.link);
    await colleague(identity, master, email);

    const { body } = await browser(identity)
      .post('/v1/sign-ups/verify', { code, password: goodPassword })
      .expect(409);
    expect(body).toMatchObject({ code: 'email.taken' });
  });

  it('gives twenty people of one name, who verify at once, twenty user names', async () => {
    const emails = Array.from({ length: 20 }, (_, place) => `kim.lee@branch-${place}-${Date.now()}.example`);
    for (const email of emails) await wish(email).expect(202);
    const codes = await Promise.all(
      emails.map(async (email) => codeOf((await identity.mailsTo(email))[0]?.link)),
    );
    const opened = await Promise.all(
      codes.map((code) => browser(identity).post('/v1/sign-ups/verify', { code, password: goodPassword })),
    );
    expect(opened.map(({ status }) => status)).toEqual(opened.map(() => 201));
    const names = opened.map(({ body }) => (body as { userName: string }).userName);
    expect(new Set(names).size).toBe(20);
    expect(names).toContain('kim.lee');
  });

  it('limits how many accounts one network asks for', async () => {
    const limited = await startIdentity({ env: { SIGN_UPS_PER_NETWORK: '2' } });
    try {
      const from = {
        'x-forwarded-for': `203.0.113.${1 + Math.floor(Math.random() * 254)}, 198.51.100.${process.pid % 255}`,
      };
      const ask = () => browser(limited).post('/v1/sign-ups', signUpRequest(newAddress()), from);
      await ask().expect(202);
      await ask().expect(202);
      const refused = await ask().expect(429);
      expect(refused.body).toMatchObject({ code: 'rate.limited' });
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    } finally {
      await limited.close();
    }
  });
});
