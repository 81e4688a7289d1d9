import { type Actor, sees } from '@tenantry/domain';
import fc from 'fast-check';
import { findAccess, toActor } from '../src/access/find-access';
import { visibleTo } from '../src/directory/visible-to';
import { statement } from '../src/search/statement';
import { type TestService, testService } from './support/service';
import { actorOf, emptyWorld, insertWorld, type TestUser } from './support/world';
import { type World, worlds } from './support/worlds';

describe('who sees whom', () => {
  let service: TestService;
  beforeAll(async () => (service = await testService()));
  afterAll(() => service.close());

  const seenBy = (actor: Actor, users: TestUser[]) =>
    users.filter((user) => sees(actor, user).allowed).map((user) => user.userId);

  async function found(actor: Actor): Promise<string[]> {
    const { values, bind } = statement();
    const rows = await service.database.query<{ user_id: string }[]>(
      `select user_id from directory d where ${visibleTo(actor, bind)}`,
      values,
    );
    return rows.map((row) => row.user_id);
  }

  it('[A8] is the same in SQL as in the rule of the domain, in 300 random worlds', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        await emptyWorld(service.database);
        await insertWorld(service.database, world);
        for (const user of world.users) {
          const actor = actorOf(user);
          expect((await found(actor)).sort()).toEqual(seenBy(actor, world.users).sort());
        }
      }),
      { numRuns: 300 },
    );
  }, 120_000);

  it('[A8] is the same in lists, in search and in the access of a user, in random worlds', async () => {
    const inHttp = async (world: World) => {
      await emptyWorld(service.database);
      await insertWorld(service.database, world);
      for (const user of world.users.filter(({ status }) => status === 'active')) {
        const cookie = await service.signIn(user);
        const seen = seenBy(actorOf(user), world.users).sort();
        const list = await service.get('/v1/directory/users', cookie).expect(200);
        expect(idsIn(list.body).sort()).toEqual(seen);
        const search = await service.get('/v1/directory/users?q=example.com', cookie).expect(200);
        expect(idsIn(search.body).sort()).toEqual(seen);
        for (const { userId } of world.users) {
          const access = await service.get(`/v1/users/${userId}/access`, cookie);
          expect(access.status).toBe(seen.includes(userId) ? 200 : 404);
        }
      }
    };
    await fc.assert(fc.asyncProperty(worlds, inHttp), { numRuns: 12 });
  }, 120_000);

  it('takes the actor from what is stored, never from the request', async () => {
    const [world] = fc.sample(worlds, 1);
    await emptyWorld(service.database);
    await insertWorld(service.database, world ?? { organizations: [], users: [] });
    const ids = (world?.users ?? []).map((user) => user.userId);
    const stored = await findAccess(service.database, ids);
    for (const user of world?.users ?? []) {
      const access = stored.get(user.userId);
      expect(access && toActor(access)).toEqual(actorOf(user));
    }
  });
});

const idsIn = (page: unknown): string[] =>
  (page as { items: { userId: string }[] }).items.map((item) => item.userId);
