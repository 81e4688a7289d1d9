import { userSignedIn } from '@tenantry/contracts';
import { appendEvents, draft } from '@tenantry/messaging';
import type { EntityManager } from 'typeorm';
import { subjectOf } from '../users/event-of';
import { insertNewcomers } from '../users/user.repository';
import type { Person } from './plan-people';

const batchSize = 250;

/**
 * Stores people with their events, as if they had been there all the time.
 * @throws where there is any user: writing over what people have made is never what a seed is for
 */
export async function storePeople(
  tx: EntityManager,
  people: readonly Person[],
  passwordHash: string,
): Promise<void> {
  await tx.query('lock table users in share row exclusive mode');
  const [somebody] = await tx.query<unknown[]>('select from users limit 1');
  if (somebody)
    throw new Error(
      'This database holds users already: seed an empty one (npm start -- --fresh makes it anew).',
    );
  // The log is read from the newest to the oldest: it should look as if it had grown day by day.
  const inOrder = [...people].sort((one, other) => bornAt(one) - bornAt(other));
  for (let start = 0; start < inOrder.length; start += batchSize) {
    const batch = inOrder.slice(start, start + batchSize);
    const stored = await insertNewcomers(tx, batch);
    if (stored.size !== batch.length)
      throw new Error('Two people of the demonstration have the same address or user name.');
    await storeCredentials(
      tx,
      batch.filter(({ activated }) => activated),
      passwordHash,
    );
  }
  // Last, so that whoever reads them knows the users already: their order is their own.
  await storeSignIns(tx, inOrder);
}

const bornAt = ({ user }: Person): number => user.snapshot.createdAt.getTime();

const storeCredentials = (
  tx: EntityManager,
  people: readonly Person[],
  passwordHash: string,
): Promise<void> =>
  tx.query(
    `insert into credential (user_id, password_hash, changed_at)
     select user_id, $2, changed_at from unnest($1::uuid[], $3::timestamptz[]) as row (user_id, changed_at)`,
    [
      people.map(({ user }) => user.id),
      passwordHash,
      people.map(({ user }) => user.snapshot.createdAt.toISOString()),
    ],
  );

async function storeSignIns(tx: EntityManager, people: readonly Person[]): Promise<void> {
  const signIns = people.flatMap(({ user, signedInAt }) =>
    signedInAt ? [{ userId: user.id, at: signedInAt }] : [],
  );
  const columns = [signIns.map(({ userId }) => userId), signIns.map(({ at }) => at.toISOString())];
  await tx.query(
    `update users set last_sign_in_at = row.at from unnest($1::uuid[], $2::timestamptz[]) as row (user_id, at) where id = row.user_id`,
    columns,
  );
  await tx.query(
    `insert into sign_in_day (user_id, day, version)
     select user_id, (at at time zone 'UTC')::date, 1 from unnest($1::uuid[], $2::timestamptz[]) as row (user_id, at)`,
    columns,
  );
  const events = signIns.map(({ userId, at }) =>
    draft({
      event: userSignedIn,
      subject: `sign-in/${userId}`,
      version: 1,
      facts: { userId, day: at.toISOString().slice(0, 10) },
      actor: subjectOf(userId),
      occurredAt: at,
    }),
  );
  await appendEvents(tx, events);
}
