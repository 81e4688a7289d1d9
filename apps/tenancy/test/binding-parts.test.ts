import { aBinding, aCenter, insertCenters, partIds } from './support/centers';
import { type Answer, type TestService, testService } from './support/service';
import { anOrganization, aUser, insertWorld, type TestUser } from './support/world';

describe('what is told of a service center by a binding to it', () => {
  const root = anOrganization(null, 'Velaria');
  const own = anOrganization(root, 'Own');
  const north = aCenter(own, 'North', { customers: ['Alpha', 'Beta', 'Gamma'], entities: ['Pump', 'Valve'] });
  const standard = aUser(own, 'standard');
  const auditor = aUser(own, 'privileged', { roleIds: ['auditor'] });
  const master = aUser(own, 'master');
  let service: TestService;
  beforeAll(async () => {
    service = await testService();
    await insertWorld(service.database, { organizations: [root, own], users: [standard, auditor, master] });
    const bindings = [
      aBinding(standard, north, { customerIds: partIds(north, 'Beta') }),
      aBinding(auditor, north, { customerIds: [], entityIds: partIds(north, 'Valve') }),
    ];
    await insertCenters(service.database, { centers: [north], bindings });
  });
  afterAll(() => service.close());

  const read = async (actor: TestUser, { userId }: TestUser): Promise<object> => {
    const path = `/v1/users/${userId}/service-centers/${north.id}`;
    const { body } = (await service.get(path, await service.signIn(actor)).expect(200)) as Answer;
    return body as object;
  };

  it('[A8] whoever does not see the center reads the names of what the binding opens, and no others', async () => {
    expect(await read(standard, standard)).toMatchObject({
      customers: { all: false, parts: [{ name: 'Beta', given: true }] },
      entities: { all: true, parts: [{ name: 'Pump' }, { name: 'Valve' }] },
    });
    expect(await read(auditor, auditor)).toMatchObject({
      customers: { all: false, parts: [] },
      entities: { all: false, parts: [{ name: 'Valve', given: true }] },
    });
  });

  it('[A6] whoever sees it reads what else it could open', async () => {
    expect(await read(master, standard)).toMatchObject({
      customers: {
        parts: [{ name: 'Alpha', given: false }, { name: 'Beta', given: true }, { name: 'Gamma' }],
      },
    });
  });

  it('[A6] [A8] a part is taken from nobody whom one does not see; of these the number is told', async () => {
    const south = aCenter(own, 'South', { customers: ['Delta'], entities: ['Lift'] });
    const owner = aUser(own, 'privileged');
    const [seen, hidden, gone] = [aUser(own, 'standard'), aUser(own, 'standard'), aUser(own, 'standard')];
    await insertWorld(service.database, {
      users: [owner, seen, hidden, { ...gone, status: 'removed' as const }],
    });
    const naming = { customerIds: partIds(south, 'Delta') };
    await insertCenters(service.database, {
      centers: [south],
      bindings: [
        aBinding(owner, south, { owned: true }),
        ...[seen, hidden, gone].map((user) => aBinding(user, south, naming)),
        ...[hidden, gone].map((user) => aBinding(user, north)),
      ],
    });
    const remove = async (who: string, [partId]: string[]) => {
      const answer = await service.send('delete', `/v1/service-center-parts/${partId}`, who);
      return { status: answer.status, body: answer.body as Record<string, unknown> };
    };
    const asOwner = await service.signIn(owner);
    const refused = await remove(asOwner, partIds(south, 'Delta'));
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'service_center.part_held_unseen', users: 1 },
    });
    expect(JSON.stringify(refused.body)).not.toContain(hidden.userId);
    const opened = async () => {
      const [{ customerIds } = { customerIds: [] }] = await service.database.query<
        { customerIds: string[] }[]
      >(`select customer_ids as "customerIds" from bindings where user_id = $1 and center_id = $2`, [
        hidden.userId,
        south.id,
      ]);
      return customerIds;
    };
    expect(await opened()).toEqual(naming.customerIds);
    // What no binding names is taken from nobody.
    expect(await remove(asOwner, partIds(south, 'Lift'))).toMatchObject({
      status: 200,
      body: { changedBindings: 0 },
    });
    // The master sees them all; the removed count nowhere.
    expect(await remove(await service.signIn(master), partIds(south, 'Delta'))).toMatchObject({
      status: 200,
      body: { changedBindings: 2 },
    });
    expect(await opened()).toEqual([]);
  });

  it('[A6] [A11] a part is taken from nobody through another’s account', async () => {
    const west = aCenter(own, 'West', { customers: ['Named', 'Free'] });
    const user = aUser(own, 'standard');
    const operator = aUser(root, 'master');
    await insertWorld(service.database, { users: [user, operator] });
    const bindings = [aBinding(user, west, { customerIds: partIds(west, 'Named') })];
    await insertCenters(service.database, { centers: [west], bindings });
    const mirrored = await service.mirror(operator, master);
    const remove = (name: string) =>
      service.send('delete', `/v1/service-center-parts/${partIds(west, name)[0]}`, mirrored);
    expect((await remove('Named').expect(403)).body).toMatchObject({ code: 'mirroring.not_allowed' });
    await remove('Free').expect(200);
  });
});
