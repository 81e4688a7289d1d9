import type { EntityManager } from 'typeorm';

/** Stores a password that the user has chosen, new or in place of the one before. */
export async function savePassword(
  tx: EntityManager,
  credential: { userId: string; passwordHash: string; at: Date },
): Promise<void> {
  await tx.query(
    `insert into credential (user_id, password_hash, changed_at) values ($1, $2, $3)
     on conflict (user_id) do update
     set password_hash = $2, changed_at = $3, kind = 'set', must_change = false, expires_at = null`,
    [credential.userId, credential.passwordHash, credential.at],
  );
}

/** Puts the same password under today's parameters; nothing if it was changed in the meantime. */
export async function replaceHash(
  tx: EntityManager,
  { userId, outdated, current }: { userId: string; outdated: string; current: string },
): Promise<void> {
  await tx.query('update credential set password_hash = $3 where user_id = $1 and password_hash = $2', [
    userId,
    outdated,
    current,
  ]);
}
