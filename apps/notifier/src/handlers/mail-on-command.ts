import type { sendMail, sendPasswordMail } from '@tenantry/contracts';
import type { Handler } from '@tenantry/messaging';
import type { Enqueue } from '../mails/mail-queue';
import { isNews } from './is-news';

/** Sends the mail that identity asks for. Its secret stays sealed until the moment of sending. */
export const mailOnCommand =
  (enqueue: Enqueue): Handler<typeof sendMail | typeof sendPasswordMail> =>
  async (message, context) => {
    if (!isNews(message, context)) return;
    const { data } = message;
    await enqueue(context.tx, {
      ...data,
      causeId: message.id,
      expiresAt: message.expires ? new Date(message.expires) : null,
      traceparent: message.traceparent ?? null,
    });
  };
