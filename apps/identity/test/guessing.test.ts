import { deviceCookieOf, free, someNetwork, startGuessing } from './support/guesses';
import { browser, colleague, goodPassword, newAddress, openAccount, type Person } from './support/people';

let guessing: Awaited<ReturnType<typeof startGuessing>>;
let owner: Person;
beforeAll(async () => (guessing = await startGuessing()));
beforeEach(async () => (owner = await openAccount(guessing.identity)));
afterAll(() => guessing.close());

it('[C12] 1,000 guesses at one account from as many networks get nowhere, while its owner signs in from a device that they know', () =>
  guessing.holdsAgainst(1, owner));

it('[C12] one network that guesses is stopped before its guesses are in anybody else’s way', async () => {
  const { email } = await colleague(guessing.identity, owner);
  const network = `2001:${someNetwork()}`;
  const from = (address: string, password: string) =>
    browser(guessing.identity).post(
      '/v1/sessions',
      { identifier: email, password },
      { 'x-forwarded-for': address },
    );
  for (let tried = 0; tried < 10; tried += 1) await from(`${network}::${tried}`, 'a guess').expect(401);
  for (let tried = 0; tried < 30; tried += 1) await from(`${network}::${tried}`, 'a guess').expect(429);
  await from(`2001:${someNetwork()}::1`, goodPassword).expect(201);
});

it('[C12] a name that nobody has is limited like one that somebody has', async () => {
  const limited = async (identifier: string) => {
    const answers = [];
    for (let tried = 0; tried <= free; tried += 1) answers.push((await guessing.guess(identifier)).status);
    return answers;
  };
  const expected = [...Array<number>(free).fill(401), 429];
  expect(await limited(newAddress())).toEqual(expected);
  expect(await limited(owner.email)).toEqual(expected);
});

it('[C12] a right password does not count, however often it is given', async () => {
  for (let time = 0; time < free + 5; time += 1) {
    await guessing.signIn(owner.email, goodPassword).expect(201);
  }
});

it('[C12] a device is known to the accounts that signed in from it, the ten used last', async () => {
  const other = await colleague(guessing.identity, owner);
  const signedIn = await guessing.signIn(owner.email, goodPassword).expect(201);
  const [device] = [deviceCookieOf(signedIn)];
  expect(signedIn.headers['set-cookie']?.[1]).toMatch(/HttpOnly; Secure; SameSite=Lax; Max-Age=34560000$/);
  // The same device for both, and kept.
  expect(deviceCookieOf(await guessing.signIn(other.email, goodPassword, device).expect(201))).toBe(device);
  const count = async () => {
    const [row] = await guessing.identity.database.query<{ count: number }[]>(
      'select count(*)::int as count from known_device where user_id = $1',
      [owner.userId],
    );
    return row?.count;
  };
  await guessing.identity.database.query(
    `insert into known_device (user_id, hash, last_used_at)
     select $1, sha256(n::text::bytea), now() - make_interval(hours => n) from generate_series(1, 20) n`,
    [owner.userId],
  );
  await guessing.signIn(owner.email, goodPassword, device).expect(201);
  expect(await count()).toBe(10);
  const rows = await guessing.identity.database.query<{ clear: boolean }[]>(
    `select encode(hash, 'escape') like '%' || $1 || '%' as clear from known_device`,
    [device.split('=')[1]],
  );
  expect(rows.some(({ clear }) => clear)).toBe(false);
});
