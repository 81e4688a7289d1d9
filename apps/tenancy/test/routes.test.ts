import request from 'supertest';
import { type Answer, type TestService, testService } from './support/service';
import { actorOf, anOrganization, aUser, insertWorld } from './support/world';

describe('every route, for everybody', () => {
  const root = anOrganization(null, 'Velaria');
  const [own, foreign] = [anOrganization(root, 'Own'), anOrganization(root, 'Foreign')];
  const child = anOrganization(own, 'Own child');
  const actors = {
    standard: aUser(own, 'standard'),
    privileged: aUser(own, 'privileged'),
    master: aUser(own, 'master'),
  };
  const others = {
    ownStandard: aUser(own, 'standard'),
    ownMaster: aUser(own, 'master'),
    childStandard: aUser(child, 'standard'),
    foreignStandard: aUser(foreign, 'standard'),
    rootMaster: aUser(root, 'master'),
  };
  type Actor = keyof typeof actors;
  let service: TestService;
  let cookies: Record<Actor, string>;
  beforeAll(async () => {
    service = await testService();
    await insertWorld(service.database, {
      organizations: [root, own, foreign, child],
      users: [...Object.values(actors), ...Object.values(others)],
    });
    const [standard, privileged, master] = await Promise.all(Object.values(actors).map(service.signIn));
    cookies = { standard: standard ?? '', privileged: privileged ?? '', master: master ?? '' };
  });
  afterAll(() => service.close());

  const routes = [
    '/v1/me',
    `/v1/users/${others.ownStandard.userId}/access`,
    '/v1/directory/users',
    '/v1/organizations',
    '/v1/anything-else',
  ];

  it.each(routes)('%s asks for a session', async (path) => {
    const { body } = (await request(service.app).get(path).expect(401)) as Answer;
    expect(body).toMatchObject({ code: 'session.missing', status: 401 });
    const ended = await service.get(path, `__Host-tenantry=${'x'.repeat(43)}`).expect(401);
    expect(ended.body).toMatchObject({ code: 'session.ended' });
  });

  it.each<[Actor, keyof typeof others | Actor, number]>([
    ['standard', 'standard', 200],
    ['standard', 'ownStandard', 404],
    ['standard', 'childStandard', 404],
    ['standard', 'foreignStandard', 404],
    ['privileged', 'privileged', 200],
    ['privileged', 'ownStandard', 200],
    ['privileged', 'ownMaster', 404],
    ['privileged', 'childStandard', 200],
    ['privileged', 'foreignStandard', 404],
    ['master', 'ownMaster', 200],
    ['master', 'childStandard', 200],
    ['master', 'foreignStandard', 404],
    ['master', 'rootMaster', 404],
  ])('[A8] /v1/users/{id}/access, %s for %s: %d', async (actor, user, status) => {
    const { userId } = { ...actors, ...others }[user];
    const { body } = (await service
      .get(`/v1/users/${userId}/access`, cookies[actor])
      .expect(status)) as Answer;
    expect(body).toMatchObject(status === 200 ? { userId } : { code: 'user.not_found' });
  });

  it.each(['00000000-0000-4000-8000-000000000000', 'not-an-id', '%00', "'"])(
    '[A8] /v1/users/{id}/access answers the id %s like that of a stranger',
    async (id) => {
      const foreign = await service.get(`/v1/users/${others.foreignStandard.userId}/access`, cookies.master);
      const unknown = await service.get(`/v1/users/${id}/access`, cookies.master).expect(404);
      const { code, title } = foreign.body as { code: string; title: string };
      expect(unknown.body).toMatchObject({ code, title });
    },
  );

  it('[A9] /v1/users/{id}/access says for each act whether it may be done, and if not, why', async () => {
    const { body } = (await service
      .get(`/v1/users/${actors.master.userId}/access`, cookies.master)
      .expect(200)) as Answer;
    const onOneself = { allowed: false, rule: 'self', mend: 'ask_another_administrator', visible: true };
    expect(body).toEqual({
      userId: actors.master.userId,
      accountType: 'master',
      organization: {
        organizationId: own.id,
        name: 'Own',
        kind: 'reseller',
        path: [{ organizationId: own.id, name: 'Own', kind: 'reseller' }],
      },
      roles: [],
      modules: [],
      subAccounts: null,
      permissions: actorOf(actors.master).permissions,
      version: 1,
      rejected: null,
      acts: [
        { act: 'user.view', decision: { allowed: true } },
        { act: 'user.invite', decision: { allowed: true } },
        { act: 'user.edit', decision: { allowed: true } },
        { act: 'user.block', decision: onOneself },
        { act: 'user.unblock', decision: { allowed: true } },
        { act: 'user.deactivate', decision: onOneself },
        { act: 'user.activate', decision: { allowed: true } },
        { act: 'user.remove', decision: onOneself },
        { act: 'user.reset_password', decision: onOneself },
        { act: 'user.sessions', decision: onOneself },
        { act: 'user.access', decision: onOneself },
        { act: 'user.mirror', decision: onOneself },
      ],
    });
  });

  it('[A8] /v1/users/{id}/access names the path from the own organization on', async () => {
    const { body } = (await service.get(
      `/v1/users/${others.childStandard.userId}/access`,
      cookies.master,
    )) as Answer;
    const { organization } = body as { organization: { path: { name: string }[] } };
    expect(organization.path.map(({ name }) => name)).toEqual(['Own', 'Own child']);
  });

  it.each<[Actor, number, string[]]>([
    ['standard', 1, []],
    ['privileged', 4, ['standard', 'privileged']],
    ['master', 6, ['standard', 'privileged']],
  ])('/v1/me and the list of a %s', async (actor, seen, grantable) => {
    const me = await service.get('/v1/me', cookies[actor]).expect(200);
    expect(me.body).toMatchObject({
      userId: actors[actor].userId,
      accountType: actor,
      organization: { name: 'Own', path: [{ name: 'Own' }] },
      permissions: actorOf(actors[actor]).permissions,
      grantableAccountTypes: grantable,
    });
    const list = await service.get('/v1/directory/users', cookies[actor]).expect(200);
    expect(list.body).toMatchObject({ total: { count: seen, exact: true } });
  });

  it.each<[Actor, keyof typeof places, number]>([
    ['standard', 'own', 200],
    ['standard', 'child', 404],
    ['privileged', 'child', 200],
    ['privileged', 'foreign', 404],
    ['master', 'own', 200],
    ['master', 'child', 200],
    ['master', 'foreign', 404],
    ['master', 'root', 404],
  ])('[A8] the list of a %s narrowed to the organization %s: %d', async (actor, place, status) => {
    const { body } = (await service
      .get(`/v1/directory/users?organizationId=${places[place].id}`, cookies[actor])
      .expect(status)) as Answer;
    if (status === 404) return expect(body).toMatchObject({ code: 'organization.not_found' });
    const { items } = body as { items: { organization: { name: string } }[] };
    const names = new Set(items.map((item) => item.organization.name));
    return expect([...names].sort()).toEqual(
      place === 'own' && actor !== 'standard' ? ['Own', 'Own child'] : [places[place].name],
    );
  });
  const places = { own, child, foreign, root };

  it.each<[Actor, string[]]>([
    ['standard', ['Own']],
    ['privileged', ['Own', 'Own child']],
    ['master', ['Own', 'Own child']],
  ])('[A8] the organizations that a %s may choose from', async (actor, names) => {
    const { body } = (await service.get('/v1/organizations', cookies[actor]).expect(200)) as Answer;
    expect((body as { items: { name: string }[] }).items.map((item) => item.name)).toEqual(names);
  });

  it('an organization is found by a part of its name, by its id, and shown with the path below the own one', async () => {
    const expected = {
      items: [
        {
          organizationId: child.id,
          name: 'Own child',
          kind: 'company',
          status: 'active',
          path: ['Own', 'Own child'],
        },
      ],
    };
    for (const q of ['hil', 'CH', child.id]) {
      const { body } = (await service.get(`/v1/organizations?q=${q}`, cookies.master).expect(200)) as Answer;
      expect(body).toEqual(expected);
    }
    const none = await service.get(`/v1/organizations?q=${foreign.id}`, cookies.master).expect(200);
    expect(none.body).toEqual({ items: [] });
  });

  it.each(['limit=0', 'limit=101', 'offset=2', `q=${'x'.repeat(201)}`])(
    '/v1/organizations refuses %s',
    async (query) => {
      const { body } = (await service
        .get(`/v1/organizations?${query}`, cookies.master)
        .expect(400)) as Answer;
      expect(body).toMatchObject({ code: 'request.invalid' });
    },
  );

  it('nothing is where nothing is', async () => {
    const { body } = (await service.get('/v1/anything-else', cookies.master).expect(404)) as Answer;
    expect(body).toMatchObject({ code: 'route.not_found' });
  });
});
