import { aBinding, aCenter, insertCenters, partIds } from './support/centers';
import { eventsOf } from './support/events';
import { type Answer, type TestService, testService } from './support/service';
import { anOrganization, aUser, insertWorld } from './support/world';

describe('service centers', () => {
  const root = anOrganization(null, 'Velaria');
  const [own, foreign] = [anOrganization(root, 'Own'), anOrganization(root, 'Foreign')];
  const child = anOrganization(own, 'Own child');
  const master = aUser(own, 'master');
  const administrator = aUser(own, 'privileged');
  const auditor = aUser(own, 'privileged', { roleIds: ['auditor'] });
  const standard = aUser(own, 'standard');
  const bound = aUser(child, 'standard', { firstName: 'Bo', lastName: 'Und' });
  const foreignMaster = aUser(foreign, 'master');
  const rootMaster = aUser(root, 'master');
  const boundAbroad = aUser(foreign, 'standard');
  const north = aCenter(own, 'North', { customers: ['Alpha', 'Beta'], entities: ['Pump'] });
  const shared = aCenter(own, 'Shared', { sharedWith: [foreign] });
  const south = aCenter(foreign, 'South', { customers: ['Gamma'] });
  let service: TestService;
  let cookies: Record<'master' | 'administrator' | 'auditor' | 'standard' | 'foreign' | 'root', string>;

  beforeAll(async () => {
    service = await testService();
    await insertWorld(service.database, {
      organizations: [root, own, foreign, child],
      users: [master, administrator, auditor, standard, bound, foreignMaster, rootMaster, boundAbroad],
    });
    await insertCenters(service.database, {
      centers: [north, shared, south],
      bindings: [
        aBinding(bound, north, { customerIds: partIds(north, 'Alpha', 'Beta'), entityIds: null }),
        aBinding(boundAbroad, shared),
      ],
    });
    cookies = {
      master: await service.signIn(master),
      administrator: await service.signIn(administrator),
      auditor: await service.signIn(auditor),
      standard: await service.signIn(standard),
      foreign: await service.signIn(foreignMaster),
      root: await service.signIn(rootMaster),
    };
  });
  afterAll(() => service.close());

  const create = async (name: string) => {
    const { body } = (await service
      .send('post', `/v1/organizations/${own.id}/service-centers`, cookies.master, { name })
      .expect(201)) as Answer;
    return (body as { serviceCenter: { serviceCenterId: string } }).serviceCenter.serviceCenterId;
  };

  it('[A6] an administrator creates a center, renames it and adds customers and entities, each an event', async () => {
    const path = `/v1/organizations/${own.id}/service-centers`;
    const created = await service.send('post', path, cookies.administrator, { name: ' West ' }).expect(201);
    const { serviceCenterId: id } = (created.body as { serviceCenter: { serviceCenterId: string } })
      .serviceCenter;
    expect(created.body).toMatchObject({
      subject: `service-center/${id}`,
      version: 1,
      serviceCenter: { name: 'West', organization: { name: 'Own' }, owned: false, boundUsers: 0 },
    });
    const renamed = await service
      .send('patch', `/v1/service-centers/${id}`, cookies.administrator, { version: 1, name: 'Far West' })
      .expect(200);
    expect(renamed.body).toMatchObject({ version: 2, serviceCenter: { name: 'Far West' } });
    const again = await service
      .send('patch', `/v1/service-centers/${id}`, cookies.administrator, { version: 2, name: ' Far West ' })
      .expect(200);
    expect(again.body).toMatchObject({ version: 2 });
    const added = await service
      .send('post', `/v1/service-centers/${id}/parts`, cookies.administrator, {
        kind: 'customer',
        names: ['Zoë', 'Adam', 'ZOE'],
      })
      .expect(200);
    expect(added.body).toMatchObject({
      version: 3,
      outcomes: [
        { name: 'Zoë', outcome: 'added' },
        { name: 'Adam', outcome: 'added' },
        { name: 'ZOE', outcome: 'exists' },
      ],
    });
    const { outcomes } = added.body as { outcomes: { partId: string }[] };
    expect(outcomes[2]?.partId).toBe(outcomes[0]?.partId);
    const { body } = (await service.get(`/v1/service-centers/${id}`, cookies.master).expect(200)) as Answer;
    expect(body).toMatchObject({ owned: true, customers: [{ name: 'Adam' }, { name: 'Zoë' }], entities: [] });
    expect(await eventsOf(service, `service-center/${id}`)).toMatchObject([
      {
        version: 1,
        type: 'tenancy.service-center.created.v1',
        facts: { organizationId: own.id, name: 'West' },
      },
      { version: 2, type: 'tenancy.service-center.renamed.v1', facts: { name: 'Far West' } },
      {
        version: 3,
        type: 'tenancy.service-center.parts-added.v1',
        facts: { parts: [{ name: 'Zoë' }, { name: 'Adam' }] },
      },
    ]);
  });

  it('[A6] of two who rename at once, one is told that it has changed', async () => {
    const id = await create('Twice');
    const answers = await Promise.all(
      ['One', 'Other'].map((name) =>
        service.send('patch', `/v1/service-centers/${id}`, cookies.master, { version: 1, name }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      code: 'service_center.changed',
    });
  });

  it('[A6] a part leaves every binding that names it, and each of them says so', async () => {
    const [alpha] = partIds(north, 'Alpha');
    const refused = await service
      .send('delete', `/v1/service-center-parts/${alpha}`, cookies.administrator)
      .expect(403);
    expect(refused.body).toMatchObject({
      code: 'service_center.not_owned',
      rule: 'center_not_owned',
      mend: 'take_ownership',
    });
    const { body } = (await service
      .send('delete', `/v1/service-center-parts/${alpha}`, cookies.master)
      .expect(200)) as Answer;
    expect(body).toMatchObject({ subject: `service-center/${north.id}`, version: 2, changedBindings: 1 });
    expect(await eventsOf(service, `access/${bound.userId}`)).toMatchObject([
      {
        version: 2,
        type: 'tenancy.access.service-center-bound.v1',
        facts: { serviceCenterId: north.id, customerIds: partIds(north, 'Beta'), entityIds: null },
      },
    ]);
    await service.send('delete', `/v1/service-center-parts/${alpha}`, cookies.master).expect(404);
  });

  it('[A6] sharing lets the other organization see it; it ends only when none of its users is bound', async () => {
    const path = `/v1/service-centers/${shared.id}`;
    const seen = await service.get(path, cookies.foreign).expect(200);
    expect(seen.body).toMatchObject({ organization: null, owned: true, sharedElsewhere: 0 });
    await service.send('patch', path, cookies.foreign, { version: 1, name: 'Mine' }).expect(403);
    const list = await service
      .get(`/v1/organizations/${foreign.id}/service-centers`, cookies.foreign)
      .expect(200);
    expect(list.body).toMatchObject({
      items: [
        { name: 'Shared', shared: true, organization: null },
        { name: 'South', shared: false, customers: 1 },
      ],
    });
    // Outside the subtree of who asks: neither taken back nor given by them.
    const own = await service.get(path, cookies.master).expect(200);
    expect(own.body).toMatchObject({ sharedWith: [], sharedElsewhere: 1 });
    const unchanged = await service
      .send('put', `${path}/shares`, cookies.master, { version: 1, organizationIds: [] })
      .expect(200);
    expect(unchanged.body).toMatchObject({ version: 1, serviceCenter: { sharedElsewhere: 1 } });
    await service
      .send('put', `${path}/shares`, cookies.master, { version: 1, organizationIds: [foreign.id] })
      .expect(404);

    const inUse = await service
      .send('put', `${path}/shares`, cookies.root, { version: 1, organizationIds: [] })
      .expect(409);
    expect(inUse.body).toMatchObject({
      code: 'service_center.share_in_use',
      organizations: [{ organizationId: foreign.id, name: 'Foreign', users: 1 }],
    });
    await service
      .send('delete', `/v1/users/${boundAbroad.userId}/service-centers/${shared.id}?version=1`, cookies.root)
      .expect(200);
    const ended = await service
      .send('put', `${path}/shares`, cookies.root, { version: 1, organizationIds: [] })
      .expect(200);
    expect(ended.body).toMatchObject({ version: 2, serviceCenter: { sharedWith: [] } });
    await service.get(path, cookies.foreign).expect(404);
  });

  it('[A6] is listed by name, page by page, and searched', async () => {
    await create('Ärztehaus');
    const path = `/v1/organizations/${own.id}/service-centers`;
    const first = await service.get(`${path}?limit=1`, cookies.master).expect(200);
    const { items, nextCursor } = first.body as { items: { name: string }[]; nextCursor: string };
    expect(items.map(({ name }) => name)).toEqual(['Ärztehaus']);
    const next = await service.get(`${path}?limit=1&cursor=${nextCursor}`, cookies.master).expect(200);
    expect((next.body as { items: { name: string }[] }).items[0]?.name).not.toBe('Ärztehaus');
    const found = await service.get(`${path}?q=arzte`, cookies.master).expect(200);
    expect((found.body as { items: unknown[] }).items).toHaveLength(1);
    await service.get(`${path}?cursor=x`, cookies.master).expect(400);
  });

  it('[A8] what is not theirs, and what they may not manage, is not there for them', async () => {
    for (const [who, id, status] of [
      ['standard', north.id, 404],
      ['auditor', north.id, 404],
      ['foreign', north.id, 404],
      ['master', south.id, 404],
      ['master', 'no-id', 404],
      ['administrator', north.id, 200],
    ] as const) {
      const { body } = (await service
        .get(`/v1/service-centers/${id}`, cookies[who])
        .expect(status)) as Answer;
      if (status === 404) expect(body).toMatchObject({ code: 'service_center.not_found' });
    }
    const [gamma] = partIds(south, 'Gamma');
    await service.send('delete', `/v1/service-center-parts/${gamma}`, cookies.master).expect(404);
    await service
      .send('patch', `/v1/service-centers/${south.id}`, cookies.master, { version: 1, name: 'X' })
      .expect(404);
    await service.get(`/v1/organizations/${foreign.id}/service-centers`, cookies.master).expect(404);
    await service.get(`/v1/organizations/${own.id}/service-centers`, cookies.auditor).expect(403);
    await service
      .send('post', `/v1/organizations/${own.id}/service-centers`, cookies.auditor, { name: 'X' })
      .expect(403);
    await service
      .send('post', `/v1/organizations/${own.id}/service-centers`, cookies.master, { name: 'X', owned: true })
      .expect(400);
  });

  it('[L13] its history names who did what, to those who see them', async () => {
    const id = await create('Storied');
    const { body } = (await service
      .get(`/v1/service-centers/${id}/history`, cookies.administrator)
      .expect(200)) as Answer;
    expect(body).toMatchObject({
      items: [
        {
          type: 'tenancy.service-center.created.v1',
          actor: { kind: 'user', id: master.userId, name: null },
          facts: { name: 'Storied' },
        },
      ],
    });
    const own = await service.get(`/v1/service-centers/${id}/history`, cookies.master).expect(200);
    expect(own.body).toMatchObject({ items: [{ actor: { name: master.userName } }] });
    await service.get(`/v1/service-centers/${id}/history`, cookies.foreign).expect(404);
  });
});
