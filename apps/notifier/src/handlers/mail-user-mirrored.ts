import type { mailMirrored } from '@tenantry/contracts';
import type { Handler } from '@tenantry/messaging';
import type { Enqueue } from '../mails/mail-queue';
import { isNews } from './is-news';

/** Tells the user that somebody acts through their account, as identity asks. */
export const mailUserMirrored =
  (enqueue: Enqueue): Handler<typeof mailMirrored> =>
  async (message, context) => {
    if (!isNews(message, context)) return;
    const { userId, to, language, byName, startedAt, until, reason } = message.data;
    await enqueue(context.tx, {
      causeId: message.id,
      template: 'mirrored',
      userId,
      to,
      language,
      values: { byName, startedAt, until, reason },
      sealed: null,
      // Too late is later than the end of what it tells of and a day more: the command's own end.
      expiresAt: message.expires ? new Date(message.expires) : null,
      traceparent: message.traceparent ?? null,
    });
  };
