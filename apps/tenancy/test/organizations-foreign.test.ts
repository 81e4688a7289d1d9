import { type Answer, type TestService, testService } from './support/service';
import { anOrganization, aUser, insertWorld } from './support/world';

type Method = 'get' | 'post' | 'put' | 'patch';
const policies = { invitationValidDays: 1, idleSeconds: 60, supportEmail: null };

/** Every route with an organization in its address, with a body that would change something. */
const routes: [Method, string, object | null][] = [
  ['get', '', null],
  ['patch', '', { version: 1, name: 'Taken' }],
  ['get', '/children', null],
  ['post', '/suspend', { reason: 'x' }],
  ['post', '/close', { reason: 'x' }],
  ['post', '/reopen', { reason: 'x' }],
  ['get', '/policies', null],
  ['put', '/policies', { version: 1, ...policies }],
  ['get', '/key-users', null],
  ['put', '/key-users', { version: 1, userIds: [] }],
  ['get', '/history', null],
  ['get', '/lines', null],
  ['post', '/lines', { kind: 'sim', identifier: '1', label: null }],
];

describe('an organization that the actor does not see', () => {
  const root = anOrganization(null, 'Velaria');
  const own = anOrganization(root, 'Own');
  const foreign = anOrganization(root, 'Foreign');
  const below = anOrganization(foreign, 'Below a foreign one');
  const [master, privileged, standard] = [
    aUser(own, 'master'),
    aUser(own, 'privileged'),
    aUser(own, 'standard'),
  ];
  const child = anOrganization(own, 'Child');
  let service: TestService;
  beforeAll(async () => {
    service = await testService();
    await insertWorld(service.database, {
      organizations: [root, own, foreign, below, child],
      users: [master, privileged, standard, aUser(foreign, 'master')],
    });
  });
  afterAll(() => service.close());

  const everything = () =>
    service.database.query<unknown[]>(
      `select o.*, (select count(*) from event_log) as said from organizations o order by id`,
    );
  const ask = (method: Method, path: string, cookie: string, body: object | null) =>
    method === 'get' ? service.get(path, cookie) : service.send(method, path, cookie, body ?? {});

  it.each(routes)('[A8] is not there: %s /v1/organizations/{id}%s', async (method, path, body) => {
    const before = await everything();
    const answers = new Set<string>();
    for (const person of [master, privileged, standard]) {
      const cookie = await service.signIn(person);
      const unknown = ['00000000-0000-4000-8000-000000000000', 'not-an-id', "'", '%00'];
      for (const id of [
        foreign.id,
        below.id,
        root.id,
        ...(person === standard ? [child.id] : []),
        ...unknown,
      ]) {
        const answer = (await ask(method, `/v1/organizations/${id}${path}`, cookie, body).expect(
          404,
        )) as Answer;
        answers.add(JSON.stringify({ ...(answer.body as object), traceId: '' }));
      }
    }
    // One answer for all, foreign and unknown.
    expect([...answers]).toEqual([expect.stringContaining('"organization.not_found"')]);
    expect(await everything()).toEqual(before);
  });

  it.each([
    ['/v1/organizations', (id: string) => ({ parentId: id, kind: 'customer', name: 'Planted' })],
    ['/v1/lines/assign', (id: string) => ({ organizationId: id, lineIds: [master.userId] })],
  ])('[A8] is not there in the body of POST %s', async (path, body) => {
    const before = await everything();
    for (const { id } of [foreign, below, root]) {
      const answer = await service.send('post', path, await service.signIn(master), body(id)).expect(404);
      expect(answer.body).toMatchObject({ code: 'organization.not_found' });
    }
    expect(await everything()).toEqual(before);
  });

  it.each(routes)(
    'asks for a session, and refuses unknown keys: %s /v1/organizations/{id}%s',
    async (method, path, body) => {
      await ask(method, `/v1/organizations/${own.id}${path}`, '', body).expect(401);
      if (!body) return;
      const cookie = await service.signIn(master);
      const extra = { ...body, path: [own.id], status: 'active', actor: 'user/x' };
      const answer = await ask(method, `/v1/organizations/${own.id}${path}`, cookie, extra).expect(400);
      expect(answer.body).toMatchObject({ code: 'request.invalid' });
    },
  );

  it('[A8] is not found by name, by a customer number or by its id', async () => {
    for (const q of ['foreign', foreign.id, 'velaria']) {
      const found = await service.get(`/v1/organizations?q=${q}`, await service.signIn(master)).expect(200);
      expect(found.body).toEqual({ items: [] });
    }
  });
});
