import type { Acting, invitationMailsSchema } from '@tenantry/contracts';
import type { DecisionClient } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';

type InvitationMails = z.infer<typeof invitationMailsSchema>;
type Row = Omit<InvitationMails['items'][number], 'createdAt' | 'sentAt'> & {
  createdAt: Date;
  sentAt: Date | null;
};

/**
 * The last invitation of each of these users whom the actor sees; others have none.
 * Problem: 503 `decision.unavailable`.
 */
export async function listInvitationMails(
  { manager, decisions }: { manager: EntityManager; decisions: DecisionClient },
  acting: Acting,
  userIds: readonly string[],
): Promise<InvitationMails> {
  const rows = await manager.query<Row[]>(
    `select distinct on (user_id) user_id as "userId", mail_id as "mailId", recipient as "to", state,
       created_at as "createdAt", sent_at as "sentAt", attempts, last_error as "lastError",
       refused_at is not null as "addressRefused"
     from mails where user_id = any($1) and template = 'invitation'
     order by user_id, created_at desc, mail_id`,
    [userIds],
  );
  // Asked of those alone who have one: of a user of whom tenancy has not heard it would wait for news.
  const sight = await decisions.ask(
    acting,
    rows.map(({ userId }) => ({ about: 'user', act: 'user.view', userId })),
  );
  return {
    items: rows
      .filter((_, at) => sight[at]?.allowed)
      .map((row) => ({
        ...row,
        createdAt: row.createdAt.toISOString(),
        sentAt: row.sentAt?.toISOString() ?? null,
      })),
  };
}
