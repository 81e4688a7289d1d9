import type { userBlocked } from '@tenantry/contracts';
import type { Handler } from '@tenantry/messaging';
import type { Enqueue } from '../mails/mail-queue';
import { setActive } from '../recipients/recipients.repository';
import { tellUser } from './tell-user';

/** Tells the user that the account is blocked and why; as a key user they are not named any more. */
export const mailUserBlocked =
  (enqueue: Enqueue): Handler<typeof userBlocked> =>
  async (message, context) => {
    const { userId, personal } = message.data;
    await setActive(context.tx, userId, false);
    if (!personal) return;
    const values = { reason: personal.reason };
    await tellUser(enqueue, message, context, { userId, template: 'blocked', values });
  };
