import { type AccessWorld, accessWorld } from './support/access-world';
import { aBinding, aCenter, insertCenters } from './support/centers';
import { type TestService, testService } from './support/service';
import { emptyWorld } from './support/world';

describe('changes of a role', () => {
  let service: TestService;
  let world: AccessWorld;
  beforeAll(async () => {
    service = await testService();
  });
  beforeEach(async () => {
    await emptyWorld(service.database);
    world = await accessWorld(service);
  });
  afterAll(() => service.close());

  it('[A2] [A8] let nobody reach those who hold them and whom they do not see; of these the number is told', async () => {
    const { manager, master, secondMaster, auditor, below } = world.people;
    const north = aCenter(world.company, 'North');
    await insertCenters(service.database, { centers: [north], bindings: [aBinding(below, north)] });
    await world.query(`update access set account_type = 'privileged' where user_id = $1`, [below.userId]);
    // Of the three the manager sees one: the others are above them, and bound to a center that they do not own.
    const id = await world.role(world.company.id, ['user.view'], [auditor, secondMaster, below]);
    const path = `/v1/roles/${id}`;
    const refused = { status: 409, body: { code: 'role.held_unseen', holders: 2 } };
    for (const change of [
      { permissions: [] },
      { permissions: ['user.view', 'user.block'] },
      { lowestAccountType: 'standard', permissions: [] },
    ]) {
      const answer = await world.send(manager, 'patch', path, { version: 1, ...change });
      expect(answer).toMatchObject(refused);
      for (const { userId, userName } of [secondMaster, below]) {
        expect(JSON.stringify(answer.body)).not.toContain(userId);
        expect(JSON.stringify(answer.body)).not.toContain(userName);
      }
    }
    expect(await world.send(manager, 'delete', path)).toMatchObject({
      status: 409,
      body: { code: 'role.held', holders: 3 },
    });
    expect(await world.events(`role/${id}`)).toEqual([]);
    // What it is called reaches nobody, and the same permissions in another order are the same.
    const text = { version: 1, name: 'Readers', permissions: ['user.view'] };
    expect((await world.send(manager, 'patch', path, text)).body).toMatchObject({ version: 2 });
    expect((await world.send(master, 'patch', path, { version: 2, permissions: [] })).status).toBe(200);
  });

  it('[A2] are written no second time where nothing changes', async () => {
    const { manager } = world.people;
    const id = await world.role(world.company.id, ['user.view', 'user.block']);
    const subject = `role/${id}`;
    const change = { version: 1, permissions: ['user.block', 'user.view', 'user.block'] };
    expect(await world.send(manager, 'patch', `/v1/roles/${id}`, change)).toEqual({
      status: 200,
      body: { subject, version: 1 },
    });
    expect(await world.events(subject)).toEqual([]);
  });
});
