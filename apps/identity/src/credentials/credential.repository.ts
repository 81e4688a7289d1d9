import type { EntityManager } from 'typeorm';

/** The hash of a user's password, whatever its kind; `undefined` where there is none. */
export async function findCredential(
  manager: EntityManager,
  userId: string,
): Promise<{ passwordHash: string } | undefined> {
  const [credential] = await manager.query<{ passwordHash: string }[]>(
    'select password_hash as "passwordHash" from credential where user_id = $1',
    [userId],
  );
  return credential;
}

/** Stores a password that the user has chosen, new or in place of the one before. */
export async function savePassword(
  tx: EntityManager,
  credential: { userId: string; passwordHash: string; at: Date },
): Promise<void> {
  await tx.query(
    `insert into credential (user_id, password_hash, changed_at) values ($1, $2, $3)
     on conflict (user_id) do update
     set password_hash = $2, changed_at = $3, kind = 'set', must_change = false, expires_at = null, spent_at = null,
       shown = false`,
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

/** What is stored of a one-off password: good for one sign-in, until it expires (C5). */
export type OneOff = {
  userId: string;
  passwordHash: string;
  /** Whether it was shown to the administrator instead of mailed (C6). */
  shown: boolean;
  expiresAt: Date;
};

/** Stores a one-off password in place of whatever there was. */
export async function saveOneOff(tx: EntityManager, oneOff: OneOff, at: Date): Promise<void> {
  await tx.query(
    `insert into credential (user_id, password_hash, changed_at, kind, must_change, expires_at, shown)
     values ($1, $2, $3, 'one_off', true, $4, $5)
     on conflict (user_id) do update
     set password_hash = $2, changed_at = $3, kind = 'one_off', must_change = true, expires_at = $4, shown = $5,
       spent_at = null`,
    [oneOff.userId, oneOff.passwordHash, at, oneOff.expiresAt, oneOff.shown],
  );
}

/**
 * Spends a one-off password: one statement, so of any number of parallel sign-ins one succeeds.
 * @returns whether this one did; `expired` and `used` say why not
 */
export async function spendOneOff(
  tx: EntityManager,
  { userId, passwordHash, at }: { userId: string; passwordHash: string; at: Date },
): Promise<'spent' | 'expired' | 'used'> {
  const [, spent] = await tx.query<[unknown, number]>(
    `update credential set spent_at = $3
     where user_id = $1 and password_hash = $2 and kind = 'one_off' and spent_at is null and expires_at > $3`,
    [userId, passwordHash, at],
  );
  if (spent > 0) return 'spent';
  const [left] = await tx.query<unknown[]>(
    `select from credential where user_id = $1 and password_hash = $2 and kind = 'one_off' and spent_at is null`,
    [userId, passwordHash],
  );
  return left ? 'expired' : 'used';
}

/** The password is void at once: nothing signs the user in until a new one is chosen. */
export async function voidPassword(tx: EntityManager, userId: string): Promise<void> {
  await tx.query('delete from credential where user_id = $1', [userId]);
}
