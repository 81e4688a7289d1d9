import type { Inactivity, InactivityNotice } from '@tenantry/domain';
import type { EntityManager } from 'typeorm';

/** An active user as the rule of inactivity sees them. */
export type Watched = Inactivity & {
  userId: string;
  organizationId: string;
  /** The version of `user/<id>`. */
  version: number;
  /** Since when they stay only as the last master of the organization, where this was said of the same time. */
  keptAt: Date | null;
};

type Row = Omit<Watched, 'notice'> & Pick<InactivityNotice, 'ruleDueAt' | 'dueAt' | 'daysBefore'>;

/**
 * The rule in each organization of `users`: the days of the nearest on its path that has some. The clock of everybody in it
 * begins anew when that changes, and when the organization or one above it is reopened: nobody could sign in before.
 * @param byDefault the parameter with the days of the installation
 */
const ruleOf = (users: string, byDefault: string): string => `
  select own.id as organization_id, coalesce(giver.days, ${byDefault}::int) as days,
    greatest(
      (select max(inactivity_changed_at) from organization
       where id = any(own.path) and cardinality(path) >= coalesce(giver.depth, 0)),
      (select max(status_since) from organization where id = any(own.path))
    ) as since
  from (select distinct organization_id from ${users}) of_users
    join organization own on own.id = of_users.organization_id
    left join lateral (
      select inactivity_days as days, cardinality(path) as depth from organization
      where id = any(own.path) and inactivity_days is not null order by cardinality(path) desc limit 1
    ) giver on true
  where not exists (select from organization where id = any(own.path) and status <> 'active')`;

// GREATEST passes over nulls.
const since = 'greatest(u.last_sign_in_at, u.created_at, u.reactivated_at, rule.since)';
const asWatched = `u.id as "userId", u.organization_id as "organizationId", u.version, rule.days, ${since} as since,
  n.rule_due_at as "ruleDueAt", n.due_at as "dueAt", n.days_before as "daysBefore", n.kept_at as "keptAt"`;
const columns = 'id, organization_id, version, last_sign_in_at, created_at, reactivated_at';

// Each step is made once, whatever the planner thinks of a table that has just been filled.
const ofUsers = `
  with asked_for as materialized (select ${columns} from users where id = any($1) and status = 'active'),
  ruled as materialized (${ruleOf('asked_for', '$2')})
  select ${asWatched} from asked_for u join ruled rule using (organization_id)
    left join inactivity_notice n on n.user_id = u.id`;

const toWatched = ({ ruleDueAt, dueAt, daysBefore, ...row }: Row): Watched => ({
  ...row,
  notice: (ruleDueAt as Date | null) && { ruleDueAt, dueAt, daysBefore },
});

/** Where these users stand; whoever is not active, or cannot sign in anyway, is left out. */
export async function inactivityOf(
  manager: EntityManager,
  userIds: readonly string[],
  daysByDefault: number,
): Promise<Watched[]> {
  const rows = await manager.query<Row[]>(ofUsers, [userIds, daysByDefault]);
  return rows.map(toWatched);
}

/** Where a sweep has got to: everybody up to this one, in the order of the index. */
export type Place = { organizationId: string; userId: string };
/** Before everybody. */
export const theBeginning: Place = {
  organizationId: '00000000-0000-0000-0000-000000000000',
  userId: '00000000-0000-0000-0000-000000000000',
};

/** The next users in a sweep's order. */
export type Stretch = {
  /** How many there are, whoever they are. */
  users: number;
  /** The last of them; `null` where there are none. */
  end: Place | null;
  /** Those of whom something may be due, each with their number in the stretch, from 1. */
  near: (Watched & { number: number })[];
};

// Whose organization is halted, or not known yet, has no rule.
const stretch = `
  with passed as materialized (
    select ${columns} from users
    where status = 'active' and (organization_id, id) > ($1::uuid, $2::uuid)
    order by organization_id, id limit $3
  ), numbered as materialized (
    select *, row_number() over (order by organization_id, id) as number from passed
  ), ruled as materialized (${ruleOf('passed', '$4')}),
  looked_at as (
    select u.number::int, ${asWatched},
      coalesce(rule.days > 0 and ${since} + make_interval(hours => 24 * rule.days) - $5 * interval '1 day' <= $6, false) as near
    from numbered u left join ruled rule using (organization_id)
      left join inactivity_notice n on n.user_id = u.id
  )
  select * from looked_at where near or number = (select count(*) from passed) order by number`;

/**
 * The users after `place`, in the order of the index, and those of them whom the rule is about to meet.
 * @param most so many are looked at
 */
export async function nextStretch(
  manager: EntityManager,
  place: Place,
  {
    most,
    daysByDefault,
    earliestWarning,
    at,
  }: {
    most: number;
    daysByDefault: number;
    /** Days. */
    earliestWarning: number;
    at: Date;
  },
): Promise<Stretch> {
  const rows = await manager.query<(Row & { number: number; near: boolean })[]>(stretch, [
    place.organizationId,
    place.userId,
    most,
    daysByDefault,
    earliestWarning,
    at,
  ]);
  const last = rows.at(-1);
  return {
    users: last?.number ?? 0,
    end: last ? { organizationId: last.organizationId, userId: last.userId } : null,
    near: rows.filter(({ near }) => near).map((row) => ({ ...toWatched(row), number: row.number })),
  };
}
