import type { userPasswordChanged } from '@tenantry/contracts';
import type { Handler } from '@tenantry/messaging';
import type { Enqueue } from '../mails/mail-queue';
import { findRecipient } from '../recipients/recipients.repository';
import { isNews } from './is-news';

/** Tells the user that the password was changed, whoever did it: if it was not they, this is how they learn of it. */
export const mailPasswordChanged =
  (enqueue: Enqueue): Handler<typeof userPasswordChanged> =>
  async (message, context) => {
    const { data } = message;
    if (!isNews(message, context)) return;
    const recipient = await findRecipient(context.tx, data.userId);
    if (!recipient) return;
    await enqueue(context.tx, {
      causeId: message.id,
      template: 'password_changed',
      userId: data.userId,
      to: recipient.email,
      language: recipient.language,
      values: { changedAt: message.time },
      sealed: null,
      expiresAt: null,
      traceparent: message.traceparent ?? null,
    });
  };
