import type { EntityManager } from 'typeorm';

/**
 * Locks the access of these users in the order of their ids: what is decided about them holds until the commit. Commands
 * that need centers too lock those before.
 */
export const lockAccess = (tx: EntityManager, userIds: readonly string[]): Promise<unknown> =>
  tx.query(`select from access where user_id = any($1::uuid[]) order by user_id for no key update`, [
    userIds,
  ]);

/** Locks centers against changes and unsharing, not against other bindings. */
export const lockCentersForBinding = (tx: EntityManager, centerIds: readonly string[]): Promise<unknown> =>
  tx.query(`select from service_centers where id = any($1::uuid[]) order by id for share`, [centerIds]);
