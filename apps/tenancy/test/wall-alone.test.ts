import type * as Domain from '@tenantry/domain';
import fc from 'fast-check';
import { accessWorld } from './support/access-world';
import { dialoguesOf } from './support/dialogues';
import { seesInLongForm } from './support/long-form';
import { type Answer, type TestService, testService } from './support/service';
import { emptyWorld, type TestUser } from './support/world';
import { insertWholeWorld, type World, worlds } from './support/worlds';

// As if every check of sight had been forgotten: what is left is the wall.
jest.mock('../src/directory/visible-to', () => ({ visibleTo: () => 'true' }));
jest.mock('@tenantry/domain', () => {
  const domain = jest.requireActual<typeof Domain>('@tenantry/domain');
  const allowed = () => ({ allowed: true });
  return { ...domain, sees: allowed, decideOnUser: allowed };
});

describe('without any check of sight in the application', () => {
  let service: TestService;
  beforeAll(async () => (service = await testService()));
  afterAll(() => service.close());

  const bodyOf = async <T>(path: string, cookie: string): Promise<T> =>
    ((await service.get(path, cookie).expect(200)) as Answer).body as T;
  type Page = { items: { userId: string }[]; total: { count: number } };

  it('[A8] lists, searches, counts and details show through the wall what they always show, in 30 random worlds', async () => {
    const reached = { hidden: 0, shown: 0 };
    const inWorld = async (world: World) => {
      await emptyWorld(service.database);
      await insertWholeWorld(service.database, world);
      for (const actor of world.users.filter(({ status }) => status === 'active').slice(0, 2)) {
        const cookie = await service.signIn(actor);
        const visible = world.users.filter((user) => seesInLongForm(world, actor, user));
        // Whoever is removed is in no list that does not ask for them.
        const listed = visible.filter(({ status }) => status !== 'removed');
        const expected = listed.map(({ userId }) => userId).sort();
        for (const query of [
          '',
          '?q=example.com',
          '?sort=-createdAt&q=user',
          '?organizationId=' + actor.organizationId,
        ]) {
          const { items, total } = await bodyOf<Page>(`/v1/directory/users${query}`, cookie);
          expect(items.map(({ userId }) => userId).sort()).toEqual(expected);
          expect(total.count).toBe(expected.length);
        }
        const own = await bodyOf<{ users: { count: number } }>(
          `/v1/organizations/${actor.organizationId}`,
          cookie,
        );
        expect(own.users.count).toBe(
          listed.filter(({ organizationId }) => organizationId === actor.organizationId).length,
        );
        await Promise.all(world.users.map((user) => agrees(cookie, user, visible.includes(user))));
      }
    };
    const agrees = async (cookie: string, { userId }: TestUser, isSeen: boolean) => {
      reached[isSeen ? 'shown' : 'hidden'] += 1;
      const parts = ['access', 'service-centers', 'dialogue-limit'];
      const answers = await Promise.all(
        parts.map((part) => service.get(`/v1/users/${userId}/${part}`, cookie)),
      );
      expect(answers.map(({ status }) => status)).toEqual(parts.map(() => (isSeen ? 200 : 404)));
    };
    await fc.assert(fc.asyncProperty(worlds, inWorld), { numRuns: 30 });
    expect(reached.hidden).toBeGreaterThan(20);
    expect(reached.shown).toBeGreaterThan(20);
  }, 120_000);

  it('[A8] [A13] whom a dialogue was dealt to has no name for who does not see them', async () => {
    await emptyWorld(service.database);
    const world = await accessWorld(service);
    const dialogues = dialoguesOf(service, world);
    const dealtBy = async (who: TestUser) => (await dialogues.deal(who)).body['dialogue'];
    const { userId } = await dialogues.operator(9, { firstName: 'Ana', lastName: 'Ruiz' });
    expect(await dealtBy(world.people.manager)).toMatchObject({ operator: { userId, name: 'Ana Ruiz' } });
    await world.query(`update access set account_type = 'master' where user_id = $1`, [userId]);
    await world.query(`update directory set rank = 2 where user_id = $1`, [userId]);
    expect(await dealtBy(world.people.manager)).toMatchObject({ operator: null });
    expect(await dealtBy(world.people.master)).toMatchObject({ operator: { userId } });
  });
});
