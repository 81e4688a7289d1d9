import type { Decision } from '@tenantry/contracts';
import { type By, firstWarning, type InactivityNotice, inactivityStep, User } from '@tenantry/domain';
import type { SessionStore } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import { saveUsers } from '../users/user.repository';
import { userSchema } from '../users/user.schema';
import { inactivityOf, type Watched } from './inactivity-of';
import { type Counts, nothingYet } from './sweep';

/** Nobody acts: the scheduler's job does, whoever has started it. */
const by: By = { actor: 'service/scheduler' };

type Sweeping = {
  sessions: SessionStore;
  daysByDefault: number;
  /** What tenancy has said of those who are to be deactivated, and of which version of them. */
  claims: ReadonlyMap<string, { decision: Decision; version: number }>;
  at: Date;
};

/**
 * Warns, deactivates or keeps each of these users, as the rule of inactivity says of them now: whoever has signed in since
 * they were looked up is left alone. In the caller's transaction, which ends with all of it done or nothing.
 */
export async function sweepUsers(
  tx: EntityManager,
  userIds: readonly string[],
  { sessions, daysByDefault, claims, at }: Sweeping,
): Promise<Counts> {
  const users = new Map((await lockUsers(tx, userIds)).map((user) => [user.id, user]));
  const counts = { ...nothingYet };
  const changed: User[] = [];
  const notices: (InactivityNotice & { userId: string; keptAt: Date | null })[] = [];
  for (const watched of await inactivityOf(tx, [...users.keys()], daysByDefault)) {
    const user = users.get(watched.userId);
    const step = inactivityStep(watched, at);
    if (!user || step.do === 'nothing') continue;
    const warn = ({ ruleDueAt, dueAt, daysBefore }: InactivityNotice) => {
      user.warnOfInactivity({ dueAt, daysBefore }, by, at);
      notices.push({ userId: user.id, ruleDueAt, dueAt, daysBefore, keptAt: null });
      counts.warned += 1;
    };
    if (step.do === 'warn') warn(step);
    else {
      const claim = claims.get(user.id);
      // What tenancy has allowed on another version, or was not asked about, is for the next run.
      if (claim?.version !== user.snapshot.version) continue;
      // Who stayed as the last master was told of a day that is long past.
      if (claim.decision.allowed && watched.notice && watched.keptAt) {
        warn(firstWarning(watched.notice.ruleDueAt, at));
      } else if (claim.decision.allowed) {
        const rule = { days: watched.days, since: watched.since };
        user.deactivate('inactivity', null, by, at, rule);
        user.endSessions(await sessions.raiseEpoch(user.id, user.snapshot.epoch), at);
        counts.deactivated += 1;
      } else if (isToBeTold(claim.decision, watched)) {
        user.keepActive(step.dueAt, by, at);
        if (watched.notice) notices.push({ userId: user.id, keptAt: at, ...watched.notice });
        counts.keptAsLastMaster += 1;
      } else continue;
    }
    changed.push(user);
  }
  await saveUsers(tx, changed);
  await saveNotices(tx, notices);
  return counts;
}

/** That the last master stays is said once of the same time. */
const isToBeTold = (decision: Decision, { keptAt }: Watched): boolean =>
  !decision.allowed && decision.rule === 'last_master' && keptAt === null;

/** In one order, so that two who lock some of the same never wait for each other. */
async function lockUsers(tx: EntityManager, userIds: readonly string[]): Promise<User[]> {
  const states = await tx
    .createQueryBuilder(userSchema, 'user')
    .where('user.id = any(:userIds)', { userIds })
    .orderBy('user.id')
    .setLock('pessimistic_write')
    .getMany();
  return states.map((state) => new User(state));
}

async function saveNotices(
  tx: EntityManager,
  notices: readonly (InactivityNotice & { userId: string; keptAt: Date | null })[],
): Promise<void> {
  if (notices.length === 0) return;
  await tx.query(
    `insert into inactivity_notice (user_id, rule_due_at, due_at, days_before, kept_at)
     select * from unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[], $4::int[], $5::timestamptz[])
     on conflict (user_id) do update set rule_due_at = excluded.rule_due_at, due_at = excluded.due_at,
       days_before = excluded.days_before, kept_at = excluded.kept_at`,
    [
      notices.map(({ userId }) => userId),
      notices.map(({ ruleDueAt }) => ruleDueAt),
      notices.map(({ dueAt }) => dueAt),
      notices.map(({ daysBefore }) => daysBefore),
      notices.map(({ keptAt }) => keptAt),
    ],
  );
}
