import {
  type Decision,
  mailLastMaster,
  type MessageOf,
  toSequence,
  userDeactivated,
  type userKeptActive,
} from '@tenantry/contracts';
import { tellMastersAbove } from '../src/directory/tell-masters-above';
import { type AccessWorld, accessWorld } from './support/access-world';
import { type TestBus, testBus } from './support/bus';
import { type TestService, testService } from './support/service';
import { aUser, anOrganization, insertWorld, type TestUser } from './support/world';

describe('users whom a rule takes out of service', () => {
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

  const ask = async (...users: TestUser[]): Promise<Decision[]> => {
    const answer = await service.claim({
      users: users.map(({ userId }) => ({ userId, claimAtVersion: 0 })),
    });
    expect(answer.status).toBe(200);
    return (answer.body as { decisions: Decision[] }).decisions;
  };
  const lastMaster = { allowed: false, rule: 'last_master' };

  it('[L7] are never the last master of an organization, of two who are due at once one stays, and others go', async () => {
    const company = anOrganization(world.root);
    const [first, second] = [aUser(company, 'master'), aUser(company, 'master')];
    const others = [aUser(company, 'standard'), aUser(company, 'privileged')];
    const stranger = aUser(company, 'standard');
    await insertWorld(service.database, { organizations: [company], users: [first, second, ...others] });
    expect(await ask(first, ...others, second, stranger)).toMatchObject([
      { allowed: true },
      { allowed: true },
      { allowed: true },
      lastMaster,
      { allowed: false, rule: 'wrong_status' },
    ]);
    await bus.say(
      userDeactivated,
      `user/${first.userId}`,
      { userId: first.userId, cause: 'inactivity' },
      { reason: null },
    );
    await bus.idle();
    expect(await ask(second)).toMatchObject([lastMaster]);
    const claims = await world.query('select from master_claims where user_id = any($1)', [
      [first.userId, second.userId, ...others.map(({ userId }) => userId)],
    ]);
    // The one claim was used up by the event; nothing was written of the others.
    expect(claims).toEqual([]);
  });

  it('[L7] are asked about by identity alone, and none at all is a bad request', async () => {
    const { userId } = world.people.operator;
    const users = [{ userId, claimAtVersion: 1 }];
    const refused = await service.claim({ users }, 'notifier');
    expect([refused.status, refused.body]).toEqual([
      403,
      expect.objectContaining({ code: 'permission.missing' }),
    ]);
    expect((await service.claim({ users }, 'stranger')).status).toBe(401);
    expect(await world.query('select from master_claims where user_id = $1', [userId])).toEqual([]);
    expect((await service.claim({ users: [] })).status).toBe(400);
  });
});

describe('the last master of an organization, whom the rule of inactivity would have deactivated', () => {
  let service: TestService;
  beforeAll(async () => (service = await testService()));
  afterAll(() => service.close());

  it('[L7] is told to the active masters of the nearest organization above that has any, once and not when it is old', async () => {
    const root = anOrganization(null, 'Velaria');
    const above = anOrganization(root);
    const between = anOrganization(above);
    const below = anOrganization(between, 'Harbor');
    const told = [aUser(above, 'master'), aUser(above, 'master')];
    const blocked = aUser(between, 'master');
    const last = aUser(below, 'master', { userName: 'grace' });
    const operator = aUser(root, 'master');
    await insertWorld(service.database, {
      organizations: [root, above, between, below],
      users: [...told, aUser(above, 'privileged'), blocked, last, operator],
    });
    await service.database.query(`update access set status = 'blocked' where user_id = $1`, [blocked.userId]);
    const tell = ({ userId }: TestUser, version: number, { replayed = false, time = new Date() } = {}) =>
      service.database.transaction((tx) =>
        tellMastersAbove(
          {
            data: { userId, dueAt: time.toISOString() },
            sequence: toSequence(version),
            time: time.toISOString(),
          } as MessageOf<typeof userKeptActive>,
          { tx, attempt: 1, replayed },
        ),
      );
    await tell(last, 2);
    await tell(last, 3, { replayed: true });
    await tell(last, 4, { time: new Date(Date.now() - 8 * 86_400_000) });
    // Above the root there is nobody.
    await tell(operator, 2);
    const commands = await service.database.query<{ type: string; data: { userId: string } }[]>(
      `select command ->> 'type' as type, command -> 'data' as data from outbox where command is not null`,
    );
    expect(commands.map(({ type }) => type)).toEqual([mailLastMaster.type, mailLastMaster.type]);
    expect(new Set(commands.map(({ data }) => data.userId))).toEqual(
      new Set(told.map(({ userId }) => userId)),
    );
    expect(commands[0]?.data).toMatchObject({ organizationName: 'Harbor', masterUserName: 'grace' });
  });
});
