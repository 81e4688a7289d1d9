import fc from 'fast-check';
import type { EntityManager } from 'typeorm';
import { findAccess, toActor } from '../src/access/find-access';
import { viewOf, wallOf } from '../src/visibility/wall';
import { seesInLongForm } from './support/long-form';
import { type TestService, testService } from './support/service';
import { actorOf, anOrganization, aUser, emptyWorld, insertWorld } from './support/world';
import { insertWholeWorld, worlds } from './support/worlds';

type Seen = { id: string }[];
const ids = (rows: Seen): string[] => rows.map(({ id }) => id).sort();

describe('the second wall', () => {
  let service: TestService;
  beforeAll(async () => (service = await testService()));
  afterAll(() => service.close());

  it('[A8] shows the same users as the rule where the application checks nothing, in 30 random worlds', async () => {
    const wall = wallOf(service.people);
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        await emptyWorld(service.database);
        await insertWholeWorld(service.database, world);
        const stored = await findAccess(
          service.database,
          world.users.map(({ userId }) => userId),
        );
        for (const user of world.users) {
          const access = stored.get(user.userId);
          if (!access) throw new Error('a user without access');
          const actor = toActor(access);
          const visible = new Set(
            world.users.filter((other) => seesInLongForm(world, user, other)).map(({ userId }) => userId),
          );
          await wall(actor, async (seen) => {
            // Nothing but the table: no condition of the application's.
            const all = (from: string) => seen.query<Seen>(`select user_id as id from ${from}`);
            const expected = [...visible].sort();
            expect(ids(await all('directory'))).toEqual(expected);
            expect(ids(await all(viewOf(actor)))).toEqual(expected);
            expect(ids(await all('access'))).toEqual(expected);
            expect(ids(await all('bindings'))).toEqual(
              world.bindings
                .map(({ userId }) => userId)
                .filter((id) => visible.has(id))
                .sort(),
            );
            for (const { id: role } of [{ id: 'company_administrator' }, ...world.roles])
              expect(ids(await seen.query<Seen>(`select holders_of($1, null) as id`, [role]))).toEqual(
                world.users
                  .filter(({ status }) => status !== 'removed')
                  .filter(({ userId, roleIds }) => visible.has(userId) && roleIds.includes(role))
                  .map(({ userId }) => userId)
                  .sort(),
              );
          });
        }
      }),
      { numRuns: 30 },
    );
  }, 120_000);

  describe('around one company', () => {
    const root = anOrganization(null);
    const company = anOrganization(root);
    const master = aUser(company, 'master', { email: 'mia@example.com' });
    const operator = aUser(root, 'master', { email: 'ola@example.com' });
    const people = ['directory', 'access', 'bindings'];
    beforeAll(async () => {
      await emptyWorld(service.database);
      await insertWorld(service.database, { organizations: [root, company], users: [master, operator] });
    });

    it('[A8] is there for every table of people: the running role neither owns them nor passes it', async () => {
      const rows = await service.people.query<{ name: string; walled: boolean }[]>(
        `select c.relname as name, c.relrowsecurity and not pg_has_role(c.relowner, 'member') as walled from pg_class c
         where c.relname = any($1) order by c.relname`,
        [people],
      );
      expect(rows).toEqual(people.toSorted().map((name) => ({ name, walled: true })));
      const [role] = await service.people.query<object[]>(
        `select rolsuper, rolbypassrls from pg_roles where rolname = current_user`,
      );
      expect(role).toEqual({ rolsuper: false, rolbypassrls: false });
    });

    it('[A8] hides everybody from a connection that has not said for whom it reads, and takes nothing from it', async () => {
      const views = await service.people.query<{ name: string }[]>(
        `select table_name as name from information_schema.views where table_schema = 'public'`,
      );
      expect(views).toHaveLength(16);
      for (const table of [...people, ...views.map(({ name }) => name)])
        expect(await service.people.query(`select * from ${table}`)).toEqual([]);
      for (const table of people)
        expect(await service.people.query(`update ${table} set user_id = user_id returning 1`)).toEqual([
          [],
          0,
        ]);
      expect(await service.people.query(`delete from directory returning 1`)).toEqual([[], 0]);
      await expect(
        service.people.query(
          `insert into access (user_id, organization_id, account_type, status, version)
           values (gen_random_uuid(), $1, 'master', 'active', 1)`,
          [company.id],
        ),
      ).rejects.toThrow('row-level security');
      const email = master.email;
      expect(
        await service.people.query(`select account_below($1, null, $2) as id`, [root.id, email]),
      ).toEqual([]);
    });

    it('[A8] is not told from one reader to the next: a connection forgets for whom it has read', async () => {
      const wall = wallOf(service.people);
      const count = (seen: Pick<EntityManager, 'query'>) =>
        seen.query<{ count: number }[]>('select count(*)::int as count from directory');
      const readers = Array.from({ length: 24 }, (_, at) => (at % 2 === 0 ? operator : master));
      const counts = await Promise.all(readers.map((reader) => wall(actorOf(reader), count)));
      expect(counts.map(([row]) => row?.count)).toEqual(
        readers.map((reader) => (reader === operator ? 2 : 1)),
      );
      await expect(wall(actorOf(operator), () => Promise.reject(new Error('given up')))).rejects.toThrow(
        'given up',
      );
      const after = await Promise.all(readers.map(() => count(service.people)));
      expect(after.map(([row]) => row?.count)).toEqual(readers.map(() => 0));
    });

    it('[A8] lets nobody who reads write, not even what they see', async () => {
      const wall = wallOf(service.people);
      for (const change of [
        `update directory set first_name = 'x'`,
        `update directory_mastered_1 set first_name = 'x'`,
        `delete from bindings`,
      ])
        await expect(wall(actorOf(operator), (seen) => seen.query(change))).rejects.toThrow();
      // The views are not to be written through by the service either: their owner's rights are not its own.
      await expect(service.database.query(`delete from directory_mastered_1`)).rejects.toThrow(
        'cannot delete',
      );
    });

    it('[A8] hides everybody from somebody who is out of service', async () => {
      const blocked = { ...actorOf(operator), active: false };
      expect(await wallOf(service.people)(blocked, (seen) => seen.query('select * from directory'))).toEqual(
        [],
      );
    });
  });
});
