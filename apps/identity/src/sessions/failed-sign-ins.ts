import type { FailedSignInReason } from '@tenantry/contracts';
import { type Logger, prepared, Problem } from '@tenantry/service-defaults';
import type { DataSource, EntityManager } from 'typeorm';
import type { Origin } from './origin-of';

/** A sign-in that was refused; `userId` is `null` where nobody has the name that was typed. */
type FailedSignIn = {
  userId: string | null;
  reason: FailedSignInReason;
  origin: Pick<Origin, 'browser' | 'system'>;
  at: Date;
};

export type FailedSignIns = {
  /** Returns at once: it is written down behind the answer. */
  note(failed: FailedSignIn): void;
  /** Waits until all is written down. */
  stop(): Promise<void>;
};

/** The series that are kept of a user, and for how long (days). */
const mostFailed = 20;
const keptDays = 30;
/** What waits to be written down; of a flood the rest is let go, as of a crash. */
const mostWaiting = 500;

// One more of a series where the last one was for the same reason, from such a device, and no sign-in lay between. Of a name
// that nobody has ($1 is null) the same is asked and nothing written.
const noting = prepared(
  `with newest as (
     select id, reason, browser, system, last_at from failed_sign_in where user_id = $1
     order by last_at desc, id desc limit 1
   ), again as (
     update failed_sign_in set times = times + 1, last_at = $5
     where id in (
       select newest.id from newest, users
       where users.id = $1 and newest.reason = $2 and newest.browser is not distinct from $3
         and newest.system is not distinct from $4 and newest.last_at >= coalesce(last_sign_in_at, newest.last_at))
     returning id
   ), forgotten as (
     delete from failed_sign_in where id in (
       select id from failed_sign_in where user_id = $1 order by last_at desc, id desc offset ${mostFailed - 1})
     and not exists (select from again)
   )
   insert into failed_sign_in (user_id, reason, browser, system, first_at, last_at)
   select id, $2, $3, $4, $5, $5 from users where id = $1 and not exists (select from again)`,
);

/**
 * Keeps refused sign-ins, a row for a series (B5). They are written down one after the other, behind the answer and apart from
 * its transaction: an answer takes as long for a name that nobody has, nothing waits for the row of a user, and no more than one
 * connection is taken. Neither what was typed nor a network address is kept.
 */
export function keepFailedSignIns({
  database,
  logger,
}: {
  database: DataSource;
  logger: Logger;
}): FailedSignIns {
  let waiting = 0;
  let dropping = false;
  let last = Promise.resolve();
  return {
    note({ userId, reason, origin, at }) {
      if (waiting >= mostWaiting) {
        // Once for a flood, which is over when nothing waits any more.
        if (!dropping) logger.warn({ mostWaiting }, 'too many refused sign-ins: some are not written down');
        dropping = true;
        return;
      }
      waiting += 1;
      last = last
        .then(() => database.query(noting, [userId, reason, origin.browser, origin.system, at]))
        .catch((error: unknown) => logger.warn({ err: error }, 'a refused sign-in could not be written down'))
        .then(() => {
          waiting -= 1;
          dropping &&= waiting > 0;
        });
    },
    stop: () => last,
  };
}

const reasons: Partial<Record<string, FailedSignInReason>> = {
  'sign_in.blocked': 'blocked',
  'sign_in.inactive': 'inactive',
  'sign_in.not_activated': 'not_activated',
  'sign_in.organization_suspended': 'organization_suspended',
  'sign_in.organization_closed': 'organization_closed',
  'sign_in.one_off_used': 'one_off_used',
  'sign_in.one_off_expired': 'one_off_expired',
};

/** Why a sign-in with the right password was refused; `undefined` of what is no refusal. */
export const reasonOf = (error: unknown): FailedSignInReason | undefined =>
  error instanceof Problem ? reasons[error.code] : undefined;

type Row = Omit<FailedSignIn, 'userId' | 'origin' | 'at'> & {
  times: number;
  firstAt: Date;
  lastAt: Date;
  browser: string | null;
  system: string | null;
};

/** The series of a user, newest first. */
export const findFailedSignIns = (manager: EntityManager, userId: string, at: Date): Promise<Row[]> =>
  manager.query<Row[]>(
    `select reason, times, first_at as "firstAt", last_at as "lastAt", browser, system
     from failed_sign_in where user_id = $1 and last_at >= $2::timestamptz - interval '${keptDays} days'
     order by last_at desc, id desc limit ${mostFailed}`,
    [userId, at],
  );

/**
 * Forgets refused sign-ins after thirty days.
 * @param most how many at most; one that is added to just now is passed over
 * @returns how many were forgotten
 */
export async function forgetFailedSignIns(tx: EntityManager, at: Date, most: number): Promise<number> {
  const [, deleted] = await tx.query<[unknown, number]>(
    `delete from failed_sign_in where id in (
       select id from failed_sign_in where last_at < $1::timestamptz - interval '${keptDays} days'
       order by last_at limit $2 for update skip locked)`,
    [at, most],
  );
  return deleted;
}
