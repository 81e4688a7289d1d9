import { created } from './support/created';
import {
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
import { type Identity, startIdentity } from './support/start-identity';
import { unseen } from './support/tenancy';

let identity: Identity;
let master: Person;
beforeAll(async () => {
  identity = await startIdentity();
  master = await openAccount(identity);
});
afterAll(() => identity.close());
beforeEach(() => identity.tenancy.decide(() => ({ allowed: true })));

const change = (userId: string, email: string) =>
  browser(identity, master.cookie).put(`/v1/users/${userId}/email`, { email });
const signIn = (identifier: string, password = goodPassword) =>
  browser(identity).post('/v1/sessions', { identifier, password });
const mailsTo = async (address: string) =>
  (await identity.mailsTo(address)).map(({ template }) => template as string);

it('[L4] puts another address in place of a wrong one: the old one opens nothing, links to it are void', async () => {
  const user = await colleague(identity, master);
  await browser(identity).post('/v1/password-resets', { identifier: user.email }).expect(202);
  const reset = codeOf((await identity.mailsTo(user.email)).at(-1)?.link);
  const email = newAddress('right');
  const { body } = await change(user.userId, `  ${email.toUpperCase()}\u200B `).expect(202);
  expect(body).toEqual({});

  expect((await eventsOf(identity, `user/${user.userId}`)).at(-1)).toMatchObject({
    type: 'identity.user.email-changed.v1',
    actor: `user/${master.userId}`,
    data: { userId: user.userId, status: 'active' },
    personal: { from: user.email, to: email },
  });
  await signIn(user.email).expect(401);
  await signIn(email).expect(201);
  const spent = await browser(identity)
    .post('/v1/passwords', { code: reset, password: 'copper lantern 77 drifts' })
    .expect(404);
  expect(spent.body).toMatchObject({ code: 'code.unknown' });
});

it('[L4] sends the invitation anew to the new address, and the link at the old one is dead', async () => {
  const { userId, email: wrong, code } = await invite(identity, master);
  const email = newAddress('right');
  await change(userId, email).expect(202);
  const names = { password: goodPassword, firstName: 'Ben', lastName: 'Okoye' };
  await browser(identity)
    .post('/v1/invitations/accept', { code, ...names })
    .expect(404);
  const mail = (await identity.mailsTo(email)).at(-1);
  expect(mail).toMatchObject({ template: 'invitation', userId });
  await browser(identity)
    .post('/v1/invitations/accept', { code: codeOf(mail?.link), ...names })
    .expect(201);
  const types = (await eventsOf(identity, `user/${userId}`)).map(({ type }) => type);
  expect(types.slice(1, 3)).toEqual(['identity.user.email-changed.v1', 'identity.invitation.resent.v1']);
  await signIn(wrong).expect(401);
});

it('[L4] [C5] makes the way to the first password anew for who was created, and leaves one that was shown', async () => {
  const mailed = await created(identity, master, 'one_off_mail');
  const old = (await identity.mailsTo(mailed.email)).at(-1)?.password ?? '';
  const email = newAddress('right');
  await change(mailed.userId, email).expect(202);
  const mail = (await identity.mailsTo(email)).at(-1);
  expect(mail).toMatchObject({ template: 'one_off_password' });
  await signIn(email, old).expect(401);
  expect((await signIn(email, mail?.password ?? '').expect(403)).body).toMatchObject({
    code: 'sign_in.password_change_required',
  });

  const shown = await created(identity, master, 'one_off_shown');
  const another = newAddress('right');
  await change(shown.userId, another).expect(202);
  expect(await mailsTo(another)).toEqual([]);
  expect((await signIn(another, shown.shown ?? '').expect(403)).body).toMatchObject({
    code: 'sign_in.password_change_required',
  });
});

it('[L4] names the user who has the address, where the administrator sees them', async () => {
  const holder = await colleague(identity, master);
  const user = await colleague(identity, master);
  const { body } = await change(user.userId, holder.email).expect(409);
  expect(body).toMatchObject({ code: 'user.email_taken', userId: holder.userId });
  expect(await eventsOf(identity, `user/${user.userId}`)).toHaveLength(2);
});

it('[L4] answers like any other where a stranger has the address: nothing changes, and the stranger is told', async () => {
  const stranger = await openAccount(identity);
  const user = await colleague(identity, master);
  identity.tenancy.decide((question) =>
    question.about === 'user' && question.userId === stranger.userId ? unseen : { allowed: true },
  );
  const before = await mailsTo(stranger.email);
  const taken = await change(user.userId, stranger.email).expect(202);
  const free = await change((await colleague(identity, master)).userId, newAddress()).expect(202);
  const told = ({ status, body }: typeof taken) => ({ status, body: body });
  expect(told(taken)).toEqual(told(free));
  expect(await eventsOf(identity, `user/${user.userId}`)).toHaveLength(2);
  expect(await mailsTo(stranger.email)).toEqual([...before, 'already_registered']);
  await signIn(user.email).expect(201);
});

it.each([
  ['malformed', 'no address', 'email.malformed'],
  ['disposable', 'someone@mailinator.com', 'email.disposable'],
])('[L4] refuses an address that is %s', async (_what, email, code) => {
  const user = await colleague(identity, master);
  const { body } = await change(user.userId, email).expect(400);
  expect(body).toMatchObject({ code: 'request.invalid', errors: [{ pointer: '/email', code }] });
});

it('[L4] does nothing where it is the same, and nobody corrects their own', async () => {
  const user = await colleague(identity, master);
  await change(user.userId, user.email.toUpperCase()).expect(202);
  expect(await eventsOf(identity, `user/${user.userId}`)).toHaveLength(2);
  expect((await change(master.userId, newAddress()).expect(409)).body).toMatchObject({ code: 'user.self' });
});

it('[L4] gives an address to one of several who get it at once', async () => {
  const users = [];
  for (let count = 0; count < 4; count += 1) users.push(await colleague(identity, master));
  const email = newAddress('wanted');
  const answers = await Promise.all(users.map(({ userId }) => change(userId, email)));
  for (const { status } of answers) expect([202, 409, 503]).toContain(status);
  const rows = await identity.database.query<unknown[]>('select id from users where email_normalised = $1', [
    email,
  ]);
  expect(rows).toHaveLength(1);
});
