import { randomUUID } from 'node:crypto';
import { userCreated } from '@tenantry/contracts';
import { type AccessWorld, accessWorld, anAccess } from './support/access-world';
import { type TestBus, testBus } from './support/bus';
import { type TestService, testService } from './support/service';

describe('the access of a newcomer', () => {
  let service: TestService;
  let bus: TestBus;
  let world: AccessWorld;
  beforeAll(async () => {
    service = await testService();
    bus = await testBus(service);
    world = await accessWorld(service);
  });
  afterAll(async () => {
    await bus.close();
    await service.close();
  });

  type Chosen = { roleIds?: string[]; modules?: string[]; subAccountIds?: string[] | null };
  async function create(accountType: 'standard' | 'privileged', chosen: Chosen): Promise<string> {
    const userId = randomUUID();
    await bus.say(
      userCreated,
      `user/${userId}`,
      {
        userId,
        organizationId: world.company.id,
        origin: 'invitation',
        accountType,
        ...chosen,
        language: 'en',
        invitationExpiresAt: '2030-01-01T00:00:00.000Z',
      },
      { userName: `u-${userId}`, email: `${userId}@example.com`, firstName: null, lastName: null },
    );
    await bus.idle();
    return userId;
  }
  const accessOf = async (userId: string) => {
    const [row] = await world.query(
      `select role_ids as "roleIds", modules, sub_account_ids as "subAccountIds", version from access where user_id = $1`,
      [userId],
    );
    return row;
  };

  it('[A2] [A3] [A4] is what their creator chose', async () => {
    const north = await world.subAccount(world.company.id, 'North');
    const role = await world.role(world.company.id, ['user.view']);
    const chosen = { roleIds: ['auditor', role], modules: ['pricing'], subAccountIds: [north] };
    const userId = await create('privileged', chosen);
    expect(await accessOf(userId)).toEqual({ ...chosen, version: 1 });
    expect(await world.events(`access/${userId}`)).toMatchObject([
      { type: 'tenancy.access.granted.v1', version: 1, data: { accountType: 'privileged', ...chosen } },
    ]);
  });

  it('[A2] [A3] [A4] is without what cannot be given any more, and an event says what that is', async () => {
    const north = await world.subAccount(world.company.id, 'Still there');
    const gone = randomUUID();
    const foreign = await world.role(world.other.id, []);
    const userId = await create('standard', {
      roleIds: ['chat_operator', foreign, gone],
      modules: ['messages', 'payment', 'withdrawn'],
      subAccountIds: [north, gone],
    });
    const kept = { roleIds: ['chat_operator'], modules: ['messages'], subAccountIds: [north] };
    expect(await accessOf(userId)).toEqual({ ...kept, version: 2 });
    expect(await world.events(`access/${userId}`)).toMatchObject([
      { type: 'tenancy.access.granted.v1', version: 1, data: kept },
      {
        type: 'tenancy.access.rejected.v1',
        version: 2,
        data: {
          userId,
          organizationId: world.company.id,
          rule: 'not_of_organization',
          refused: {
            roleIds: [foreign, gone],
            modules: ['payment', 'withdrawn'],
            subAccountIds: [gone],
          },
        },
      },
    ]);
    // Their user is in the directory like any other.
    expect(await world.query(`select rank from directory where user_id = $1`, [userId])).toEqual([
      { rank: 0 },
    ]);
  });

  it('[A2] [A3] [A4] tells what was refused and why, until the access is changed the next time', async () => {
    const { master } = world.people;
    const foreign = await world.role(world.other.id, []);
    const own = await world.role(world.company.id, ['user.view']);
    const gone = randomUUID();
    const userId = await create('standard', {
      roleIds: [own, foreign, gone],
      modules: ['payment', 'withdrawn'],
      subAccountIds: [gone],
    });
    const path = `/v1/users/${userId}/access`;
    const seen = await world.get(master, path);
    expect(seen).toMatchObject({
      status: 200,
      body: {
        rejected: {
          rule: 'role_needs_higher_account_type',
          // A role of strangers has no name here.
          roles: [
            { roleId: own, name: `Role ${own}` },
            { roleId: foreign, name: null },
            { roleId: gone, name: null },
          ],
          modules: [
            { key: 'payment', name: 'Payment' },
            { key: 'withdrawn', name: null },
          ],
          subAccounts: [{ subAccountId: gone, name: null }],
        },
      },
    });
    await world.send(master, 'put', path, anAccess({ version: 2 }));
    expect((await world.get(master, path)).body).toMatchObject({ version: 3, rejected: null });
  });

  it('[A4] never becomes all sub-accounts where those that were chosen are gone', async () => {
    const userId = await create('standard', { subAccountIds: [randomUUID()] });
    expect(await accessOf(userId)).toMatchObject({ subAccountIds: [], version: 2 });
  });
});
