import { type Actor, rank } from '@tenantry/domain';
import { escapeLiteral } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';

/**
 * Reads as somebody: in one transaction that only reads, and in which the database itself shows no access, binding or
 * directory row of a user whom they don't see (decision 0016).
 */
export type Wall = <T>(actor: Actor, read: (seen: EntityManager) => Promise<T>) => Promise<T>;

/** The connections of the service's own work say so when they are opened. */
export const ownWork = { 'app.sight': 'all' };

/** @param people connections that have said nothing, and so see nothing until they are told for whom they read */
export const wallOf =
  (people: DataSource): Wall =>
  async (actor, read) => {
    const runner = people.createQueryRunner();
    try {
      // In one message, because every list waits for it.
      await runner.query(`begin read only; select ${settingsOf(actor)}`);
      const answer = await read(runner.manager);
      await runner.query('commit');
      return answer;
    } catch (error) {
      // Where the connection is gone, so is the transaction.
      await runner.query('rollback').catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  };

/** What the wall knows of the actor, see migrations/create-wall.ts. */
function settingsOf(actor: Actor): string {
  const settings = {
    sight: sightOf(actor),
    depth: actor.path.length,
    organization_id: actor.organizationId,
    rank: rank(actor.accountType),
    owns_all: actor.accountType === 'master',
    owned: `{${actor.ownedCenters.join(',')}}`,
    user_id: actor.userId,
  };
  return Object.entries(settings)
    .map(([name, value]) => `set_config('app.${name}', ${escapeLiteral(String(value))}, true)`)
    .join(', ');
}

function sightOf(actor: Actor): 'below' | 'own' | 'none' {
  if (!actor.active) return 'none';
  return actor.permissions.includes('user.view') ? 'below' : 'own';
}

/** The view of the directory in which lists look for those whom the actor sees: it is answered by the same indexes. */
export function viewOf(actor: Actor): string {
  if (sightOf(actor) !== 'below') return 'directory';
  return `directory_${actor.accountType === 'master' ? 'mastered' : 'ranked'}_${actor.path.length}`;
}
