import { type Answer, type TestService, testService } from './support/service';
import { anOrganization, aUser, insertWorld, type TestUser } from './support/world';

describe('the history of an organization', () => {
  const root = anOrganization(null, 'Velaria');
  const reseller = anOrganization(root, 'Reseller');
  const operator = aUser(root, 'master');
  const master = aUser(reseller, 'master');
  let service: TestService;
  beforeAll(async () => {
    service = await testService();
    await insertWorld(service.database, { organizations: [root, reseller], users: [operator, master] });
  });
  afterAll(() => service.close());

  it('[A8] tells nothing of what lies above the own organization', async () => {
    const asOperator = await service.signIn(operator);
    const made = { parentId: reseller.id, kind: 'company', name: 'Storied' };
    const answer = (await service.send('post', '/v1/organizations', asOperator, made).expect(201)) as Answer;
    const id = (answer.body as { organization: { organizationId: string } }).organization.organizationId;
    const own = aUser({ ...reseller, id, path: [...reseller.path, id] }, 'master');
    await insertWorld(service.database, { users: [own] });
    for (const verb of ['suspend', 'close', 'reopen'])
      await service.send('post', `/v1/organizations/${id}/${verb}`, asOperator, { reason: 'x' }).expect(200);
    const readBy = async (person: TestUser): Promise<unknown> =>
      (
        (await service
          .get(`/v1/organizations/${id}/history`, await service.signIn(person))
          .expect(200)) as Answer
      ).body;

    const byOwn = await readBy(own);
    const facts = { path: [id] };
    expect(byOwn).toMatchObject({
      items: [{ facts }, { facts }, { facts }, { facts: { ...facts, parentId: null } }],
    });
    expect(JSON.stringify(byOwn)).not.toContain(reseller.id);
    const byMaster = await readBy(master);
    expect(JSON.stringify(byMaster)).not.toContain(root.id);
    expect(byMaster).toMatchObject({
      items: [{}, {}, {}, { facts: { path: [reseller.id, id], parentId: reseller.id } }],
    });
  });
});
