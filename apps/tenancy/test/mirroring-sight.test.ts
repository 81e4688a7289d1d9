import { decideOnUser, mirror, sees } from '@tenantry/domain';
import fc from 'fast-check';
import type { EntityManager } from 'typeorm';
import { findAccess, toActor, toSubject } from '../src/access/find-access';
import { visibleTo } from '../src/directory/visible-to';
import { statement } from '../src/search/statement';
import { type TestService, testService } from './support/service';
import { insertWholeWorld, type World, worlds } from './support/worlds';

describe('whom one sees through another user', () => {
  let service: TestService;
  beforeAll(async () => (service = await testService()));
  afterAll(() => service.close());

  it('[A8] [A11] whom one sees through another user are those whom that user sees, and never anybody whom one does not see oneself, in 300 random worlds', async () => {
    let mirrored = 0;
    const check = async (tx: EntityManager, world: World) => {
      await insertWholeWorld(tx, world);
      const people = [
        ...(
          await findAccess(
            tx,
            world.users.map(({ userId }) => userId),
          )
        ).values(),
      ];
      const active = people.filter(({ status }) => status === 'active');
      const pairs = active.flatMap((own) =>
        active
          .filter((other) => decideOnUser(toActor(own), 'user.mirror', toSubject(other), 1).allowed)
          .map((other) => ({ own: toActor(own), other: toActor(other) })),
      );
      if (pairs.length === 0) return;
      mirrored += pairs.length;
      const { values, bind } = statement();
      const queries = pairs.map(({ own, other }, at) => {
        const acting = mirror(own, other);
        return `select ${bind(String(at))}::text || ' ' || user_id as seen from directory d where ${visibleTo(acting, bind)}`;
      });
      const rows = await tx.query<{ seen: string }[]>(queries.join(' union all '), values);

      const expected: string[] = [];
      for (const [at, { own, other }] of pairs.entries())
        for (const subject of people.map(toSubject)) {
          const seen = sees(mirror(own, other), subject).allowed;
          expect(seen).toBe(sees(other, subject).allowed);
          if (!seen) continue;
          expect(sees(own, subject).allowed).toBe(true);
          expected.push(`${at} ${subject.userId}`);
        }
      expect(rows.map(({ seen }) => seen).sort()).toEqual(expected.sort());
    };
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
        { numRuns: 300 },
      );
    } finally {
      await runner.release();
    }
    expect(mirrored).toBeGreaterThan(300);
  }, 120_000);
});
