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
});
