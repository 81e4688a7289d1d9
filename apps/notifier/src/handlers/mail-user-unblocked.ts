import type { userUnblocked } from '@tenantry/contracts';
import type { Handler } from '@tenantry/messaging';
import type { Enqueue } from '../mails/mail-queue';
import { findRecipient, setActive } from '../recipients/recipients.repository';
import { isNews } from './is-news';

/** Tells the user, who can be asked as a key user again, that the account is open, with the administrator's comment if there is one. */
export const mailUserUnblocked =
  (enqueue: Enqueue): Handler<typeof userUnblocked> =>
  async (message, context) => {
    const { data } = message;
    await setActive(context.tx, data.userId, true);
    if (!isNews(message, context)) return;
    const recipient = await findRecipient(context.tx, data.userId);
    if (!recipient) return;
    const comment = data.personal?.comment;
    await enqueue(context.tx, {
      causeId: message.id,
      template: 'unblocked',
      userId: data.userId,
      to: recipient.email,
      language: recipient.language,
      values: comment ? { comment } : {},
      sealed: null,
      expiresAt: null,
      traceparent: message.traceparent ?? null,
    });
  };
