import { refused } from '@tenantry/domain';
import { browser, colleague, eventsOf, openAccount, type Person } from './support/people';
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

const edit = (userId: string, change: object, tag: string | null = '*', by = master) =>
  browser(identity, by.cookie).patch(`/v1/users/${userId}`, change, tag === null ? {} : { 'if-match': tag });
const tagOf = async (userId: string) =>
  (await browser(identity, master.cookie).get(`/v1/users/${userId}`).expect(200)).headers['etag'] ?? '';

it('[L3] edits names and language by the tag that was read, and answers the next one', async () => {
  const user = await colleague(identity, master);
  const tag = await tagOf(user.userId);
  const change = { firstName: ' Benedikt ', middleName: 'Maria', language: 'de' };
  const answer = await edit(user.userId, change, tag).expect(200);
  expect(answer.headers['etag']).toBe(await tagOf(user.userId));
  expect(answer.headers['etag']).not.toBe(tag);
  const { body } = await browser(identity, master.cookie).get(`/v1/users/${user.userId}`).expect(200);
  expect(body).toMatchObject({
    firstName: 'Benedikt',
    middleName: 'Maria',
    lastName: 'Okoye',
    language: 'de',
    version: 3,
  });
  expect((await eventsOf(identity, `user/${user.userId}`)).at(-1)).toMatchObject({
    version: 3,
    type: 'identity.user.profile-changed.v1',
    data: { language: 'de' },
    personal: { firstName: 'Benedikt', middleName: 'Maria', lastName: 'Okoye' },
  });
});

it('[L3] asks which version was seen, and shows the present one where somebody was faster', async () => {
  const user = await colleague(identity, master);
  const tag = await tagOf(user.userId);
  expect((await edit(user.userId, { lastName: 'Stone' }, null).expect(428)).body).toMatchObject({
    code: 'precondition.required',
  });
  await edit(user.userId, { lastName: 'Wood' }, tag).expect(200);
  const { body } = await edit(user.userId, { lastName: 'Stone' }, tag).expect(412);
  expect(body).toMatchObject({
    code: 'profile.changed',
    present: { firstName: 'Ben', middleName: null, lastName: 'Wood', language: 'en', email: user.email },
  });
  for (const other of ['W/' + tag, 'nonsense', '"0"'])
    await edit(user.userId, { lastName: 'Stone' }, other).expect(412);
  await edit(user.userId, { lastName: 'Stone' }, `"7777", ${await tagOf(user.userId)}`).expect(200);
  expect(await eventsOf(identity, `user/${user.userId}`)).toHaveLength(4);
});

it('[L3] of two who edit the same version at once one succeeds', async () => {
  const user = await colleague(identity, master);
  const tag = await tagOf(user.userId);
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, turn) => edit(user.userId, { lastName: `Name ${turn}` }, tag)),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(7).fill(412)]);
  expect(await eventsOf(identity, `user/${user.userId}`)).toHaveLength(3);
});

it('[L3] writes nothing where nothing is different', async () => {
  const user = await colleague(identity, master);
  const tag = await tagOf(user.userId);
  const answer = await edit(user.userId, { firstName: 'Ben', lastName: 'Okoye' }, tag).expect(200);
  expect(answer.headers['etag']).toBe(tag);
  expect(answer.body).toMatchObject({ version: 2 });
  expect(await eventsOf(identity, `user/${user.userId}`)).toHaveLength(2);
});

it('[L3] never changes organization, user name or anything else that is not the profile', async () => {
  const user = await colleague(identity, master);
  for (const key of ['organizationId', 'userName', 'email', 'status', 'idleSeconds']) {
    const { body } = await edit(user.userId, { firstName: 'X', [key]: 'x' }).expect(400);
    expect(body).toMatchObject({ code: 'request.invalid', errors: [{ pointer: `/${key}` }] });
  }
  for (const change of [{ firstName: ' ' }, { lastName: null }, { language: 'fr' }])
    await edit(user.userId, change).expect(400);
  expect(await eventsOf(identity, `user/${user.userId}`)).toHaveLength(2);
});

it('[L3] everybody edits their own names and language, without asking anybody', async () => {
  const user = await colleague(identity, master);
  identity.tenancy.decide(() => unseen);
  await edit(user.userId, { language: 'es' }, '*', user).expect(200);
  expect((await eventsOf(identity, `user/${user.userId}`)).at(-1)).toMatchObject({
    actor: `user/${user.userId}`,
    data: { language: 'es' },
  });
});

it.each([
  [404, 'user.not_found', unseen],
  [403, 'permission.missing', refused('permission_missing', true)],
] as const)('[L3] answers %d %s where tenancy refuses so', async (status, code, decision) => {
  const user = await colleague(identity, master);
  identity.tenancy.decide(() => decision);
  const { body } = await edit(user.userId, { lastName: 'Stone' }, 'anything').expect(status);
  expect(body).toMatchObject({ code });
});
