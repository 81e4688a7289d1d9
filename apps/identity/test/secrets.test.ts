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

  const secrets = [
    ...codes.map((code) => code.split('.')[1] ?? ''),
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
