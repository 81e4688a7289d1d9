import { sees } from '@tenantry/domain';
import fc from 'fast-check';
import type { EntityManager } from 'typeorm';
import { findAccess, toActor, toSubject } from '../../src/access/find-access';
import { visibleTo } from '../../src/directory/visible-to';
import { statement } from '../../src/search/statement';
import { seesInLongForm } from './long-form';
import type { TestService } from './service';
import type { TestUser } from './world';
import { insertWholeWorld, type World, worlds } from './worlds';

/** Holds that everybody sees the same users by the long rule, by the domain's and in SQL, in as many random worlds. */
export async function sameSight(service: TestService, numRuns: number): Promise<void> {
  // Each world is rolled back: nothing has to be deleted, and nothing waits for the disk.
  const runner = service.database.createQueryRunner();
  try {
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        await runner.startTransaction();
        try {
          await check(runner.manager, world);
        } finally {
          await runner.rollbackTransaction();
        }
      }),
      { numRuns },
    );
  } finally {
    await runner.release();
  }
}

async function check(tx: EntityManager, world: World): Promise<void> {
  await insertWholeWorld(tx, world);
  const ids = world.users.map(({ userId }) => userId);
  const stored = await findAccess(tx, ids);
  const accessOf = (user: TestUser) => {
    const access = stored.get(user.userId);
    if (!access) throw new Error('a user without access');
    return access;
  };
  const { values, bind } = statement();
  const seen = world.users.map((user) => {
    const actor = toActor(accessOf(user));
    return `select ${bind(actor.userId)}::text || ' ' || user_id as pair from directory d where ${visibleTo(actor, bind)}`;
  });
  const rows = await tx.query<{ pair: string }[]>(seen.join(' union all '), values);

  const expected = pairsOf(world.users, (actor, user) => seesInLongForm(world, actor, user));
  expect(
    pairsOf(world.users, (actor, user) => sees(toActor(accessOf(actor)), toSubject(accessOf(user))).allowed),
  ).toEqual(expected);
  expect(rows.map((row) => row.pair).sort()).toEqual(expected);
}

const pairsOf = (users: readonly TestUser[], see: (actor: TestUser, user: TestUser) => boolean) =>
  users
    .flatMap((actor) =>
      users.filter((user) => see(actor, user)).map((user) => `${actor.userId} ${user.userId}`),
    )
    .sort();
