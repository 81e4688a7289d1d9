import type { userUnblocked } from '@tenantry/contracts';
import type { Handler } from '@tenantry/messaging';
import type { Enqueue } from '../mails/mail-queue';
import { setActive } from '../recipients/recipients.repository';
import { tellUser } from './tell-user';

/** Tells the user, who can be asked as a key user again, that the account is open, with the administrator's comment if there is one. */
export const mailUserUnblocked =
  (enqueue: Enqueue): Handler<typeof userUnblocked> =>
  async (message, context) => {
    const { userId, personal } = message.data;
    await setActive(context.tx, userId, true);
    const values = personal?.comment ? { comment: personal.comment } : {};
    await tellUser(enqueue, message, context, { userId, template: 'unblocked', values });
  };
