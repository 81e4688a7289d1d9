import { randomUUID } from 'node:crypto';
import { prepared } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import { keyUsersOf } from '../organizations/key-users';
import type { ClaimedMail } from './mail';

/** How long a claimed mail is left alone; longer than an attempt can take (`attemptLimitMs`). */
const leaseSeconds = 90;
/** The part of a minute's mails to one domain that may leave at once. */
const burstOfMinute = 10;

/** Due mails that are given turns at once: to put off a thousand takes a moment, while others wait behind them. */
const turnsAtOnce = 500;

// Asked every second by each replica, mostly for nothing: planned once for each connection. Turns are given by the generic cell
// rate algorithm (ITU-T I.371): a domain's row holds when its next turn is, at most a burst in the past. A mail whose turn is
// still to come waits for it and needs no other then, so a thousand mails to one domain are written twice and not again and
// again; only one whose turn passed a minute ago, because nobody sent, asks for another. A mail whose link ends within two
// hours has somebody waiting for it: it counts like the others and waits for none of them.
const claiming = prepared(
  `with due as materialized (
     select mail_id, due_at, paced and due_at > now() - interval '1 minute' as paced,
       expires_at <= created_at + interval '2 hours' as urgent, lower(substring(recipient from '[^@]*$')) as domain
     from mails where state = 'ready' and due_at <= now()
     order by due_at limit ${turnsAtOnce} for update skip locked
   ), pace as (
     select interval '1 minute' / $4::int as step, interval '1 minute' / ${burstOfMinute} as burst
   ), wanted as (
     select domain, count(*)::int as count from due where not paced group by domain
   ), given as (
     insert into mail_domains as known (domain, next_at)
     select domain, now() - burst + count * step from wanted cross join pace order by domain
     on conflict (domain) do update set next_at =
       greatest(known.next_at, now() - (select burst from pace)) + (excluded.next_at - (now() - (select burst from pace)))
     returning domain, next_at
   ), turn as (
     select mail_id, paced, case when urgent then now() when paced then due_at
       else next_at - step * (count + 1 - row_number() over of_domain) end as at
     from due left join wanted using (domain) left join given using (domain) cross join pace
     window of_domain as (partition by domain, paced order by due_at, mail_id)
   ), placed as (
     select turn.*, at <= now() and row_number() over (order by at, mail_id) <= $1::int as now from turn
   ), postponed as (
     update mails set paced = true, due_at = least(placed.at, coalesce(expires_at, 'infinity'))
     from placed where mails.mail_id = placed.mail_id and not placed.now and (not placed.paced or placed.at > now())
     returning mails.mail_id
   ), claimed as (
     update mails set state = 'sending', paced = false, attempts = attempts + 1, owner = $2,
       lease_until = now() + make_interval(secs => $3)
     from placed where mails.mail_id = placed.mail_id and placed.now
     returning mails.*
   )
   select (select count(*)::int from postponed) as postponed, mail_id as "mailId", template, recipient as "to",
     claimed.language, "values", sealed, secret, expires_at as "expiresAt", message_id as "messageId", attempts, traceparent,
     created_at as "createdAt", first_name as "firstName", last_name as "lastName", claimed.owner, now() as now,
     ${keyUsersOf('coalesce(claimed.organization_id, recipients.organization_id)', 'claimed.user_id')} as contacts
   from (select) once left join claimed on true left join recipients using (user_id)`,
);

type Row = ClaimedMail & { postponed: number };

/**
 * Claims up to `count` mails that are due, each domain's no faster than it is to be written to. Committed before anything is said
 * to the mail server, so a crash leaves them as `sending`; any number of replicas pass over each other's.
 * @param perMinute mails to one domain in a minute
 * @returns the mails, and whether more may be due: some were put off, whose places others may take
 */
export async function claimMails(
  manager: EntityManager,
  { count, perMinute }: { count: number; perMinute: number },
): Promise<{ mails: ClaimedMail[]; more: boolean }> {
  const rows = await manager.query<Row[]>(claiming, [count, randomUUID(), leaseSeconds, perMinute]);
  // Where none was claimed there is still the row with the count.
  return {
    mails: rows.filter(({ mailId }) => mailId !== null),
    more: (rows[0]?.postponed ?? 0) > 0,
  };
}
