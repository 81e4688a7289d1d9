import type { userRemoved } from '@tenantry/contracts';
import type { Handler } from '@tenantry/messaging';
import type { Enqueue } from '../mails/mail-queue';
import { setActive } from '../recipients/recipients.repository';
import { tellUser } from './tell-user';

/** Tells the user that the account is removed and why. Whoever never had one that was active has lost nothing to hear of. */
export const mailUserRemoved =
  (enqueue: Enqueue): Handler<typeof userRemoved> =>
  async (message, context) => {
    const { userId, from, personal } = message.data;
    await setActive(context.tx, userId, false);
    if (from === 'pending') return;
    const values = personal?.reason ? { reason: personal.reason } : {};
    await tellUser(enqueue, message, context, { userId, template: 'removed', values });
  };
