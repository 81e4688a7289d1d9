import type { MessageOf, userSignedIn } from '@tenantry/contracts';
import { eventually } from '@tenantry/testing';
import type { EntityManager } from 'typeorm';
import { showSignIn } from '../src/directory/project-users';
import { lockAccess } from '../src/service-centers/lock-access';
import { writeBindings } from '../src/service-centers/write-bindings';
import { aCenter, insertCenters } from './support/centers';
import { type TestService, testService } from './support/service';
import { anOrganization, aUser, insertWorld } from './support/world';

describe('transactions about several users', () => {
  let service: TestService;
  beforeAll(async () => (service = await testService()));
  afterAll(() => service.close());

  const organization = anOrganization(null, 'Velaria');
  const center = aCenter(organization, 'North');
  // In the table the later id stands first.
  const [first, second] = [
    aUser(organization, 'standard', { userId: '00000000-0000-4000-8000-000000000001' }),
    aUser(organization, 'standard', { userId: 'ffffffff-0000-4000-8000-000000000002' }),
  ];
  beforeAll(async () => {
    await insertWorld(service.database, { organizations: [organization], users: [second, first] });
    await insertCenters(service.database, { centers: [center] });
  });

  const lockRow = (tx: EntityManager, userId: string, table = 'directory') =>
    tx.query(`select from ${table} where user_id = $1 for no key update nowait`, [userId]);
  const somebodyWaits = () =>
    eventually(async () => {
      const waiting = await service.database.query<unknown[]>(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      expect(waiting).toHaveLength(1);
    });

  it('[A7] lock the rows of the directory in the order of the ids', async () => {
    const whole = { centerId: center.id, owned: false, customerIds: null, entityIds: null };
    let writing: Promise<unknown> | undefined;
    await service.database.transaction(async (tx) => {
      await lockRow(tx, first.userId);
      writing = service.database.transaction(async (other) => {
        const users = [second.userId, first.userId];
        await lockAccess(other, users);
        const bindings = users.map((userId) => ({ ...whole, userId }));
        await writeBindings(other, bindings, { actor: 'service/tenancy', at: new Date() });
      });
      await somebodyWaits();
      await lockRow(tx, second.userId);
    });
    await writing;
  });

  it('[L13] lock a user’s access before their row of the directory, for a sign-in too', async () => {
    const { userId } = first;
    const message = { data: { userId, day: '2030-01-01' } } as MessageOf<typeof userSignedIn>;
    let showing: Promise<unknown> | undefined;
    await service.database.transaction(async (tx) => {
      await lockRow(tx, userId, 'access');
      showing = service.database.transaction((other) =>
        showSignIn(message, { tx: other, attempt: 1, replayed: false }),
      );
      await somebodyWaits();
      await lockRow(tx, userId);
    });
    await showing;
  });
});
