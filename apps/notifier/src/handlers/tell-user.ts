import type { MailTemplate, NewMail } from '../mails/mail';
import type { Envelope } from '@tenantry/contracts';
import type { HandlerContext } from '@tenantry/messaging';
import type { Enqueue } from '../mails/mail-queue';
import { findRecipient } from '../recipients/recipients.repository';
import { isNews } from './is-news';

type Told = {
  userId: string;
  template: MailTemplate;
  values: NewMail['values'];
  to?: string;
  expiresAt?: Date;
};

/**
 * Writes a mail to the user whom the event is about, in their language; nothing of a fact that is no news, and nothing to
 * whom is not known here.
 * @param told `to`: another address than the user's; `expiresAt`: it is not sent later
 */
export async function tellUser(
  enqueue: Enqueue,
  message: Envelope,
  context: HandlerContext,
  { userId, template, values, to, expiresAt }: Told,
): Promise<void> {
  if (!isNews(message, context)) return;
  const recipient = await findRecipient(context.tx, userId);
  if (!recipient) return;
  await enqueue(context.tx, {
    causeId: message.id,
    template,
    userId,
    to: to ?? recipient.email,
    language: recipient.language,
    values,
    sealed: null,
    expiresAt: expiresAt ?? null,
    traceparent: message.traceparent ?? null,
  });
}
