import type { userDeactivated, userReactivated } from '@tenantry/contracts';
import type { Handler } from '@tenantry/messaging';
import type { Enqueue } from '../mails/mail-queue';
import { setActive } from '../recipients/recipients.repository';
import { tellUser } from './tell-user';

/** Tells the user that the account is deactivated, by whom and why; as a key user they are not named any more. */
export const mailUserDeactivated =
  (enqueue: Enqueue): Handler<typeof userDeactivated> =>
  async (message, context) => {
    const { userId, cause, rule, personal } = message.data;
    await setActive(context.tx, userId, false);
    const values = {
      cause,
      ...(rule ? { days: String(rule.days) } : {}),
      ...(personal?.reason ? { reason: personal.reason } : {}),
    };
    await tellUser(enqueue, message, context, { userId, template: 'deactivated', values });
  };

/** Tells the user, who can be asked as a key user again, that the account is active. */
export const mailUserReactivated =
  (enqueue: Enqueue): Handler<typeof userReactivated> =>
  async (message, context) => {
    const { userId, personal } = message.data;
    await setActive(context.tx, userId, true);
    const values = personal?.comment ? { comment: personal.comment } : {};
    await tellUser(enqueue, message, context, { userId, template: 'reactivated', values });
  };
