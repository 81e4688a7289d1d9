import { accountOpened } from '@tenantry/contracts';
import { permissions } from '@tenantry/domain';
import { eventually } from '@tenantry/testing';
import { randomUUID } from 'node:crypto';
import { testBus, type TestBus } from './support/bus';
import { type Account, createUser, openAccount } from './support/identity';
import { type Answer, type TestService, testService } from './support/service';

describe('an account that was opened', () => {
  let service: TestService;
  let bus: TestBus;
  beforeEach(async () => {
    service = await testService();
    bus = await testBus(service);
  });
  afterEach(async () => {
    await bus.close();
    await service.close();
  });

  const rows = <T>(sql: string): Promise<T[]> => service.database.query<T[]>(sql);

  it('[C11] becomes an organization below the root, with its master', async () => {
    const operator = await openAccount(bus, 'Velaria', 'operator');
    const opened = await openAccount(bus, 'Nordlicht GmbH');
    const cookie = await service.signIn(opened);
    const { body } = (await eventually(() => service.get('/v1/me', cookie).expect(200))) as Answer;
    const organization = { organizationId: opened.organizationId, name: 'Nordlicht GmbH', kind: 'company' };
    expect(body).toEqual({
      userId: opened.userId,
      accountType: 'master',
      chatOperator: false,
      // The root is not theirs to see.
      organization: { ...organization, path: [organization] },
      permissions: permissions.filter((permission) => permission !== 'installation.operate'),
      grantableAccountTypes: ['standard', 'privileged'],
    });
    expect(
      await rows(`select path, parent_id, version from organizations where id = '${opened.organizationId}'`),
    ).toEqual([
      {
        path: [operator.organizationId, opened.organizationId],
        parent_id: operator.organizationId,
        version: 1,
      },
    ]);
  });

  it('[C11] is told of on the bus: the organization with its path, and the access', async () => {
    const operator = await openAccount(bus, 'Velaria', 'operator');
    const opened = await openAccount(bus, 'Nordlicht GmbH');
    const log = await eventually(async () => {
      const found = await rows<{ type: string; data: object }>(
        `select subject, version, type, actor, data from event_log
         where subject in ('organization/${opened.organizationId}', 'access/${opened.userId}') order by id`,
      );
      expect(found).toHaveLength(2);
      return found;
    });
    expect(log).toEqual([
      {
        subject: `organization/${opened.organizationId}`,
        version: 1,
        type: 'tenancy.organization.created.v1',
        actor: 'service/identity',
        data: {
          organizationId: opened.organizationId,
          parentId: operator.organizationId,
          kind: 'company',
          name: 'Nordlicht GmbH',
          path: [operator.organizationId, opened.organizationId],
        },
      },
      {
        subject: `access/${opened.userId}`,
        version: 1,
        type: 'tenancy.access.granted.v1',
        actor: 'service/identity',
        data: {
          userId: opened.userId,
          organizationId: opened.organizationId,
          accountType: 'master',
          roleIds: [],
          modules: [],
          subAccountIds: null,
        },
      },
    ]);
    await eventually(async () => expect(await rows('select from outbox')).toEqual([]));
  });

  it('[C11] is made once, even when everything is delivered three times', async () => {
    await openAccount(bus, 'Velaria', 'operator');
    const opened = await openAccount(bus, 'Nordlicht GmbH');
    const isActive = ({ userId }: Account) =>
      eventually(async () => {
        expect(
          await rows(`select from access where user_id = '${userId}' and status = 'active'`),
        ).toHaveLength(1);
      });
    await isActive(opened);
    await bus.idle();
    const before = await rows('select * from event_log order by id');
    await bus.repeatEverything();
    await bus.repeatEverything();
    // The queue keeps the order: when this one is there, the repetitions have been.
    await isActive(await openAccount(bus, 'Afterwards SL'));
    expect((await rows('select * from event_log order by id')).slice(0, -2)).toEqual(before);
    expect(await rows('select id from organizations')).toHaveLength(3);
    expect(await rows('select user_id from directory')).toHaveLength(3);
  });

  it('[C11] waits for the root where that comes later, and says what it waits for', async () => {
    const early = await openAccount(bus, 'Early Bird Ltd');
    await eventually(async () =>
      expect(await rows(`select status, error from stream where subject = 'user/${early.userId}'`)).toEqual([
        { status: 'ok', error: expect.stringContaining('root organization does not exist yet') as string },
      ]),
    );
    expect(await rows('select from organizations')).toEqual([]);
    const waiting = await service.get('/v1/me', await service.signIn(early)).expect(409);
    expect(waiting.body).toMatchObject({ code: 'organization.being_prepared' });

    await openAccount(bus, 'Velaria', 'operator');
    await eventually(
      () => service.signIn(early).then((cookie) => service.get('/v1/me', cookie).expect(200)),
      {
        within: 10_000,
      },
    );
  });

  it('[C11] waits for an organization that it does not know yet', async () => {
    const operator = await openAccount(bus, 'Velaria', 'operator');
    const [userId, organizationId] = [randomUUID(), randomUUID()];
    // Invited into an organization whose own event comes only afterwards, in another stream.
    const invited = await createUser(bus, organizationId, 'standard');
    await eventually(async () =>
      expect(await rows(`select error from stream where subject = 'user/${invited.userId}'`)).toEqual([
        { error: expect.stringContaining(`Organization ${organizationId}`) as string },
      ]),
    );
    const facts = {
      userId,
      organizationId,
      organizationName: 'Later AG',
      organizationKind: 'company' as const,
    };
    await bus.say(accountOpened, `user/${userId}`, facts);
    await eventually(async () =>
      expect(await rows(`select path from directory where user_id = '${invited.userId}'`)).toEqual([
        { path: [operator.organizationId, organizationId] },
      ]),
    );
  });

  it('parks a second root instead of making it', async () => {
    const operator = await openAccount(bus, 'Velaria', 'operator');
    // Accounts have no order among themselves.
    await bus.idle();
    const second = await openAccount(bus, 'Usurper', 'operator');
    await eventually(async () =>
      expect(await rows(`select status, error from stream where subject = 'user/${second.userId}'`)).toEqual([
        { status: 'parked', error: expect.stringContaining('has its operator already') as string },
      ]),
    );
    expect(await rows('select id from organizations')).toEqual([{ id: operator.organizationId }]);
  });
});
