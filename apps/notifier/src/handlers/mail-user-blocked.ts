import type { userBlocked } from '@tenantry/contracts';
import type { Handler } from '@tenantry/messaging';
import type { Enqueue } from '../mails/mail-queue';
import { findRecipient, setActive } from '../recipients/recipients.repository';
import { isNews } from './is-news';

/** Tells the user that the account is blocked and why; as a key user they are not named any more. */
export const mailUserBlocked =
  (enqueue: Enqueue): Handler<typeof userBlocked> =>
  async (message, context) => {
    const { data } = message;
    await setActive(context.tx, data.userId, false);
    if (!isNews(message, context) || !data.personal) return;
    const recipient = await findRecipient(context.tx, data.userId);
    if (!recipient) return;
    await enqueue(context.tx, {
      causeId: message.id,
      template: 'blocked',
      userId: data.userId,
      to: recipient.email,
      language: recipient.language,
      values: { reason: data.personal.reason },
      sealed: null,
      expiresAt: null,
      traceparent: message.traceparent ?? null,
    });
  };
