import type { mailSupportReport } from '@tenantry/contracts';
import type { Handler } from '@tenantry/messaging';
import type { Enqueue } from '../mails/mail-queue';
import { isNews } from './is-news';

/** Mails a report to support, as identity asks; it is kept with its state like every mail about the user. */
export const mailReport =
  (enqueue: Enqueue): Handler<typeof mailSupportReport> =>
  async (message, context) => {
    if (!isNews(message, context)) return;
    const { to, language, organizationId, ...values } = message.data;
    await enqueue(context.tx, {
      causeId: message.id,
      template: 'support_report',
      userId: values.userId,
      organizationId,
      to,
      language,
      values,
      sealed: null,
      expiresAt: message.expires ? new Date(message.expires) : null,
      traceparent: message.traceparent ?? null,
    });
  };
