import type { userMailsSchema } from '@tenantry/contracts';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';

type UserMails = z.infer<typeof userMailsSchema>;
type Row = Omit<UserMails['items'][number], 'createdAt' | 'sentAt'> & {
  createdAt: Date;
  sentAt: Date | null;
};

/** The last two hundred mails about a user, newest first, without what they say. */
export async function listUserMails(manager: EntityManager, userId: string): Promise<UserMails> {
  const rows = await manager.query<Row[]>(
    `select mail_id as "mailId", template, recipient as "to", language, state, created_at as "createdAt",
       sent_at as "sentAt", attempts, last_error as "lastError", split_part(traceparent, '-', 2) as "traceId"
     from mails where user_id = $1 order by created_at desc, mail_id limit 200`,
    [userId],
  );
  return {
    items: rows.map((row) => ({
      ...row,
      createdAt: row.createdAt.toISOString(),
      sentAt: row.sentAt?.toISOString() ?? null,
    })),
  };
}
