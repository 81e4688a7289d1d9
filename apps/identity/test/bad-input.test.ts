import { randomUUID } from 'node:crypto';
import {
  type Ask,
  browser,
  goodPassword,
  invitation,
  newAddress,
  openAccount,
  type Person,
  signUpRequest,
} from './support/people';
import { type Identity, startIdentity } from './support/start-identity';

let identity: Identity;
let master: Person;
beforeAll(async () => {
  identity = await startIdentity();
  master = await openAccount(identity);
});
afterAll(() => identity.close());

/** How much there is of everything; what is refused must not change it. */
const counts = async () =>
  identity.database.query<object[]>(
    `select (select count(*) from users) as users, (select count(*) from code) as codes, (select count(*) from sign_up) as sign_ups,
       (select count(*) from event_log) as events, (select count(*) from outbox) as outbox,
       (select sum(version) from users) as versions`,
  );

const accept = { code: 'test.x', password: goodPassword, firstName: 'Ben', lastName: 'Okoye' };

describe('what is not as it should be', () => {
  let before: object[];
  beforeAll(async () => (before = await counts()));
  afterEach(async () => expect(await counts()).toEqual(before));

  it.each([
    ['/v1/sign-ups', '/role', { ...signUpRequest('a@acme.example'), role: 'master' }],
    ['/v1/sign-ups', '/firstName', { ...signUpRequest('a@acme.example'), firstName: 7 }],
    ['/v1/sign-ups', '/language', { ...signUpRequest('a@acme.example'), language: 'fr' }],
    ['/v1/sign-ups', '/organizationName', { ...signUpRequest('a@acme.example'), organizationName: ' ' }],
    ['/v1/sign-ups', '', []],
    ['/v1/sign-ups/verify', '/password', { code: 'test.x' }],
    ['/v1/sign-ups/verify', '/password', { code: 'test.x', password: 'x'.repeat(129) }],
    ['/v1/codes/inspect', '/code', { code: { $ne: null } }],
    ['/v1/invitations/accept', '/status', { ...accept, status: 'active' }],
    ['/v1/invitations/accept', '/lastName', { ...accept, lastName: null }],
    [
      '/v1/invitations',
      '/organizationId',
      { ...invitation(randomUUID(), ['a@acme.example']), organizationId: 'all' },
    ],
    ['/v1/invitations', '/addresses', invitation(randomUUID(), [])],
    [
      '/v1/invitations',
      '/accountType',
      { ...invitation(randomUUID(), ['a@acme.example']), accountType: 'root' },
    ],
    ['/v1/invitations', '/addresses/0', { ...invitation(randomUUID(), []), addresses: [7] }],
    ['/v1/sessions', '/identifier', { identifier: ['a'], password: 'b' }],
    ['/v1/sessions', '/password', { identifier: 'a', password: 'x'.repeat(129) }],
  ])('%s refuses a wrong value at %j and points at it', async (path, pointer, body) => {
    const answer = await browser(identity, master.cookie).post(path, body).expect(400);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body).toMatchObject({ code: 'request.invalid', status: 400, errors: [{ pointer }] });
    for (const { detail } of (answer.body as { errors: { detail: string }[] }).errors)
      expect(detail).toMatch(/[.!?]$/);
  });

  it('refuses a body of 5 MB, one that is no JSON, and one of another kind', async () => {
    const post = (type: string, body: string) =>
      browser(identity).post('/v1/sessions', body, { 'content-type': type });
    expect(
      (await post('application/json', JSON.stringify({ identifier: 'x'.repeat(5_000_000) })).expect(413))
        .body,
    ).toMatchObject({ code: 'request.too_large' });
    expect((await post('application/json', '{"identifier":').expect(400)).body).toMatchObject({
      code: 'request.malformed',
    });
    expect((await post('text/plain', 'identifier=x').expect(415)).body).toMatchObject({
      code: 'request.media_type',
    });
  });

  it.each(['/v1/imports/preview', '/v1/imports'])(
    '[L14] %s reads no file of whoever is not signed in, and none above its limit',
    async (path) => {
      const post = (body: string, cookie?: string) =>
        browser(identity, cookie).post(path, body, { 'content-type': 'application/json' });
      const code = async (answer: Ask, status: number) => (await answer.expect(status)).body;
      expect(await code(post('{"file":'), 401)).toMatchObject({ code: 'session.missing' });
      expect(await code(post('{"file":', master.cookie), 400)).toMatchObject({ code: 'request.malformed' });
      const pointed = await code(post('{"file":"\\u0000"}', master.cookie), 400);
      expect(pointed).toMatchObject({ errors: [{ pointer: '/file', code: 'invalid_text' }] });
      const tooLarge = JSON.stringify({ file: 'x'.repeat(5_000_000) });
      expect(await code(post(tooLarge, master.cookie), 413)).toMatchObject({ code: 'request.too_large' });
    },
  );

  it('[L9] reads no addresses of whoever is not signed in, and none above what ten thousand need', async () => {
    const post = (body: string, cookie?: string) =>
      browser(identity, cookie).post('/v1/invitations', body, { 'content-type': 'application/json' });
    const of = (megabytes: number) => JSON.stringify({ addresses: ['x'.repeat(megabytes * 1_000_000)] });
    const code = async (answer: Ask, status: number) => (await answer.expect(status)).body;
    expect(await code(post('{"addresses":'), 401)).toMatchObject({ code: 'session.missing' });
    expect(await code(post(of(10), master.cookie), 400)).toMatchObject({ code: 'request.invalid' });
    expect(await code(post(of(12), master.cookie), 413)).toMatchObject({ code: 'request.too_large' });
  });

  it.each([
    ['get', '/v1/sessions/current'],
    ['post', '/v1/invitations'],
    ['get', '/v1/users/b5f6f0f8-3c3f-4f9a-9d55-2f3ab1c1a001'],
    ['get', '/v1/users/b5f6f0f8-3c3f-4f9a-9d55-2f3ab1c1a001/history'],
    ['post', '/v1/users/b5f6f0f8-3c3f-4f9a-9d55-2f3ab1c1a001/block'],
    ['post', '/v1/users/b5f6f0f8-3c3f-4f9a-9d55-2f3ab1c1a001/unblock'],
  ] as const)('%s %s wants a session', async (method, path) => {
    const nobody = await browser(identity)[method](path).expect(401);
    expect(nobody.body).toMatchObject({ code: 'session.missing' });
    const ended = await browser(identity, `__Host-tenantry=${'x'.repeat(43)}`)
      [method](path)
      .expect(401);
    expect(ended.body).toMatchObject({ code: 'session.ended' });
  });

  it('refuses what another site sends in the name of somebody who is signed in', async () => {
    const { body } = await browser(identity, master.cookie)
      .post(`/v1/users/${randomUUID()}/block`, { reason: 'Gotcha' }, { origin: 'https://elsewhere.example' })
      .expect(403);
    expect(body).toMatchObject({ code: 'request.cross_site' });
  });

  it('has nothing at other addresses', async () => {
    const { body } = await browser(identity).get('/v1/everything').expect(404);
    expect(body).toMatchObject({ code: 'route.not_found' });
  });
});

it('tells everybody what they may know of the installation', async () => {
  const { body } = await browser(identity).get('/v1/installation').expect(200);
  expect(body).toEqual({
    environment: 'test',
    languages: ['en', 'es', 'ru', 'de'],
    minimumPasswordLength: 15,
    links: { imprint: null, dataProtection: null, terms: null },
  });
});

it('invites nobody twice through forms of one address', async () => {
  const address = newAddress('josé').normalize('NFD').replace('josé'.normalize('NFD'), 'jose');
  const forms = [address, `${address}\u200b`, address.toUpperCase(), ` ${address}`];
  const answer = await browser(identity, master.cookie)
    .post('/v1/invitations', invitation(master.organizationId, forms))
    .expect(200);
  expect((answer.body as { results: object[] }).results).toHaveLength(1);
});
