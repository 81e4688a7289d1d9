import { User, type UserState } from '@tenantry/domain';
import { appendEvents } from '@tenantry/messaging';
import { prepared } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import { newcomerEvents, type Newcomer, userEvents } from './user-events';
import { userSchema } from './user.schema';

/** A user's state as it is stored; `null` where there is none with this id. */
export const findUser = (manager: EntityManager, userId: string): Promise<UserState | null> =>
  manager.findOne(userSchema, { where: { id: userId } });

// The first statement of every command: planned once for each connection.
const locking = prepared(
  `select ${Object.entries(userSchema.options.columns)
    .map(([property, column]) => `${column?.name ?? property} as "${property}"`)
    .join(', ')} from users where id = $1 for update`,
);

/** The user, locked until the transaction ends: the first step of every change, and what gives their events an order. */
export async function lockUser(tx: EntityManager, userId: string): Promise<User | null> {
  const [state] = await tx.query<UserState[]>(locking, [userId]);
  return state ? new User(state) : null;
}

/** Stores locked users and what happened to them, in one transaction. */
export async function saveUsers(tx: EntityManager, users: readonly User[]): Promise<void> {
  for (const user of users) await tx.update(userSchema, { id: user.id }, user.snapshot);
  await appendEvents(tx, users.flatMap(userEvents));
}

export const saveUser = (tx: EntityManager, user: User): Promise<void> => saveUsers(tx, [user]);

/**
 * Stores newcomers and their events. Those whose address or user name somebody took in the meantime are passed over:
 * uniqueness is the database's word, so two who do this at once never both succeed and neither fails.
 * @returns the ids of those who were stored
 */
export async function insertNewcomers(
  tx: EntityManager,
  newcomers: readonly Newcomer[],
): Promise<Set<string>> {
  if (newcomers.length === 0) return new Set();
  const result = await tx
    .createQueryBuilder()
    .insert()
    .into(userSchema)
    .values(newcomers.map(({ user }) => user.snapshot))
    .orIgnore()
    .returning('id')
    .updateEntity(false)
    .execute();
  const stored = new Set((result.raw as { id: string }[]).map(({ id }) => id));
  const events = newcomers.filter(({ user }) => stored.has(user.id)).flatMap(newcomerEvents);
  await appendEvents(tx, events);
  return stored;
}

/** Who holds these normalised addresses. */
export const findHolders = (
  manager: EntityManager,
  emails: readonly string[],
): Promise<Pick<UserState, 'id' | 'email' | 'emailNormalised' | 'language' | 'status'>[]> =>
  manager.query(
    `select id, email, email_normalised as "emailNormalised", language, status
     from users where email_normalised = any($1) and status <> 'removed'`,
    [emails],
  );
