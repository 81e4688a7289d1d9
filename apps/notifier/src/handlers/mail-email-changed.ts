import type { userEmailChanged } from '@tenantry/contracts';
import type { Handler } from '@tenantry/messaging';
import type { Enqueue } from '../mails/mail-queue';
import { changeRecipient } from '../recipients/recipients.repository';
import { tellUser } from './tell-user';

/** Tells both addresses (L4) and writes to the new one from now on. Who was only invited gets their link there, which says it all. */
export const mailEmailChanged =
  (enqueue: Enqueue): Handler<typeof userEmailChanged> =>
  async (message, context) => {
    const { userId, status, personal } = message.data;
    if (!personal) return;
    const { from, to } = personal;
    await changeRecipient(context.tx, userId, { email: to });
    const told = { userId, values: {} };
    await tellUser(enqueue, message, context, { ...told, template: 'email_replaced', to: from });
    if (status !== 'pending')
      await tellUser(enqueue, message, context, { ...told, template: 'email_changed' });
  };
