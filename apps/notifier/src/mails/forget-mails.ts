import type { Kept } from '@tenantry/messaging';

/** Whatever becomes of it, nothing sends the mail any more. */
const over = `state in ('sent', 'failed', 'unknown')`;

/**
 * What the notifier keeps for a time (B6): first it forgets what mails said, later that there were any. A mail that waits is never
 * touched. The row of a mail is not what keeps a message that comes again from being mailed again: the inbox is (see `Kept`),
 * and facts that are published again never mail.
 * @param days for how long, from when a mail was written down
 */
export const keptMails = (days: { MAIL_VALUES_KEPT_DAYS: number; MAILS_KEPT_DAYS: number }): Kept[] => [
  {
    counted: 'mailValuesErased',
    async forget(tx, most) {
      const [, erased] = await tx.query<[unknown, number]>(
        `update mails set "values" = '{}' where mail_id in (
           select mail_id from mails
           where ${over} and "values" <> '{}' and created_at < now() - make_interval(days => $1)
           order by created_at limit $2 for update skip locked)`,
        [days.MAIL_VALUES_KEPT_DAYS, most],
      );
      return erased;
    },
  },
  {
    counted: 'mailsDeleted',
    async forget(tx, most) {
      const [, deleted] = await tx.query<[unknown, number]>(
        `delete from mails where mail_id in (
           select mail_id from mails where ${over} and created_at < now() - make_interval(days => $1)
           order by created_at limit $2 for update skip locked)`,
        [days.MAILS_KEPT_DAYS, most],
      );
      return deleted;
    },
  },
  {
    counted: 'mailDomainsForgotten',
    async forget(tx, most) {
      // A turn of yesterday holds nobody up any more: without its row the domain is written to at once, as with it.
      const [, deleted] = await tx.query<[unknown, number]>(
        `delete from mail_domains where domain in (
           select domain from mail_domains where next_at < now() - interval '1 day'
           order by next_at limit $1 for update skip locked)`,
        [most],
      );
      return deleted;
    },
  },
];
