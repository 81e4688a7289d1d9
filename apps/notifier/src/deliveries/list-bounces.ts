import type { Acting, bouncesSchema } from '@tenantry/contracts';
import type { DecisionClient } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';

type Bounces = z.infer<typeof bouncesSchema>;
type Row = Omit<Bounces['items'][number], 'since'> & { since: Date };

/**
 * Which of these users' present addresses bounce, of those whom the actor sees: a mail server has refused the address for good,
 * and no mail has gone out to it since. Nothing marks it: another address, or a mail that is taken, ends it by itself.
 * Problem: 503 `decision.unavailable`.
 */
export async function listBounces(
  { manager, decisions }: { manager: EntityManager; decisions: DecisionClient },
  acting: Acting,
  userIds: readonly string[],
): Promise<Bounces> {
  const rows = await manager.query<Row[]>(
    `select user_id as "userId", email as "to", min(refused_at) as since, count(*)::int as mails,
       (array_agg(last_error order by refused_at desc))[1] as answer
     from mails refused join recipients using (user_id)
     where user_id = any($1) and refused_at is not null and recipient = email
       and not exists (
         select from mails later
         where later.user_id = refused.user_id and later.recipient = email and later.sent_at > refused.refused_at)
     group by user_id, email`,
    [userIds],
  );
  // Asked of those alone whose address bounces: few, and tenancy has heard of them.
  const sight = await decisions.ask(
    acting,
    rows.map(({ userId }) => ({ about: 'user', act: 'user.view', userId })),
  );
  return {
    items: rows
      .filter((_, at) => sight[at]?.allowed)
      .map((row) => ({ ...row, since: row.since.toISOString() })),
  };
}
