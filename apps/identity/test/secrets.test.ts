import type { FirstPasswordWay } from '../src/credentials/first-password';
import { created } from './support/created';
import {
  browser,
  codeOf,
  goodPassword,
  invitation,
  newAddress,
  openAccount,
  signUpRequest,
} from './support/people';
import { type Identity, startIdentity } from './support/start-identity';

let identity: Identity;
beforeAll(async () => (identity = await startIdentity()));
afterAll(() => identity.close());

/** Every table of the database with every column as text. */
async function wholeDatabase(): Promise<string> {
  const tables = await identity.database.query<{ name: string }[]>(
    `select table_name as name from information_schema.tables where table_schema = 'public'`,
  );
  const rows = await Promise.all(
    tables.map(({ name }) =>
      identity.database.query<{ text: string }[]>(`select "${name}"::text as text from "${name}"`),
    ),
  );
  return rows
    .flat()
    .map(({ text }) => text)
    .join('\n');
}

it('no link, code, password or session stands anywhere in clear: not in the database, not in the logs', async () => {
  const master = await openAccount(identity);
  const email = newAddress();
  await browser(identity, master.cookie)
    .post('/v1/invitations', invitation(master.organizationId, [email]))
    .expect(200);
  const waiting = newAddress();
  await browser(identity).post('/v1/sign-ups', signUpRequest(waiting)).expect(202);
  const codes = await Promise.all(
    [master.email, email, waiting].map(async (address) => codeOf((await identity.mailsTo(address))[0]?.link)),
  );
  await browser(identity)
    .post('/v1/invitations/accept', {
      code: codes[1],
      password: goodPassword,
      firstName: 'Ben',
      lastName: 'Okoye',
    })
    .expect(201);
  await browser(identity).post('/v1/sessions', { identifier: email, password: goodPassword }).expect(201);
  await browser(identity)
    .post('/v1/sessions', { identifier: email, password: `${goodPassword}!` })
    .expect(401);

  const wayOf = async (way: FirstPasswordWay) => {
    const user = await created(identity, master, way);
    const mail = (await identity.mailsTo(user.email)).at(-1);
    return { ...user, secret: user.shown ?? mail?.password ?? codeOf(mail?.link) };
  };
  const welcome = await wayOf('welcome_link');
  const mailed = await wayOf('one_off_mail');
  const shown = await wayOf('one_off_shown');
  const signedInOnce = await browser(identity)
    .post('/v1/sessions', { identifier: mailed.email, password: mailed.secret })
    .expect(403);
  const { passwordCode } = signedInOnce.body as { passwordCode: string };
  const chosen = 'copper lantern 77 drifts';
  for (const code of [passwordCode, welcome.secret])
    await browser(identity).post('/v1/passwords', { code, password: chosen }).expect(201);
  const anew = await browser(identity, master.cookie)
    .post(`/v1/users/${shown.userId}/password-reset`)
    .expect(200);
  await browser(identity, master.cookie).post(`/v1/users/${welcome.userId}/password-reset`).expect(200);
  await browser(identity).post('/v1/password-resets', { identifier: mailed.email }).expect(202);
  const links = await Promise.all(
    [welcome.email, mailed.email].map(async (address) =>
      codeOf((await identity.mailsTo(address)).at(-1)?.link),
    ),
  );
  const changed = await browser(identity, master.cookie)
    .put('/v1/account/password', { currentPassword: goodPassword, newPassword: `${chosen}!` })
    .expect(200);
  const devices = (changed.headers['set-cookie'] ?? []).map(
    (line) => line.split(';')[0]?.split('=')[1] ?? '',
  );

  const secrets = [
    ...[...codes, ...links, welcome.secret, passwordCode].map((code) => code.split('.')[1] ?? ''),
    mailed.secret,
    shown.secret,
    (anew.body as { oneOffPassword: string }).oneOffPassword,
    chosen,
    ...devices,
    goodPassword,
    master.cookie.split('=')[1] ?? '',
  ];
  for (const secret of secrets) expect(secret.length).toBeGreaterThan(14);
  const database = await wholeDatabase();
  expect(database).toContain(email);
  const logs = identity.logLines.join('\n');
  for (const secret of secrets) {
    expect(database).not.toContain(secret);
    expect(logs).not.toContain(secret);
  }
  for (const address of [master.email, email, waiting]) expect(logs).not.toContain(address);
});
