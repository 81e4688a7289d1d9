import type { mailNewDevice } from '@tenantry/contracts';
import type { Handler } from '@tenantry/messaging';
import type { Enqueue } from '../mails/mail-queue';
import { isNews } from './is-news';

/** Tells the user of a sign-in from a device that was not known, as identity asks. */
export const mailNewSignIn =
  (enqueue: Enqueue): Handler<typeof mailNewDevice> =>
  async (message, context) => {
    if (!isNews(message, context)) return;
    const { userId, to, language, signedInAt, browser, system } = message.data;
    await enqueue(context.tx, {
      causeId: message.id,
      template: 'new_device',
      userId,
      to,
      language,
      values: {
        signedInAt,
        environment: message.environment,
        ...(browser && { browser }),
        ...(system && { system }),
      },
      sealed: null,
      expiresAt: message.expires ? new Date(message.expires) : null,
      traceparent: message.traceparent ?? null,
    });
  };
