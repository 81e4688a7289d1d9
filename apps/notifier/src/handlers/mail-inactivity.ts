import type { mailLastMaster, userInactivityWarned } from '@tenantry/contracts';
import type { Handler } from '@tenantry/messaging';
import type { Enqueue } from '../mails/mail-queue';
import { tellUser } from './tell-user';

/** Tells the user that they are deactivated unless they sign in (L7); once that day has come, a warning helps nobody. */
export const mailInactivityWarning =
  (enqueue: Enqueue): Handler<typeof userInactivityWarned> =>
  (message, context) => {
    const { userId, dueAt } = message.data;
    const expiresAt = new Date(dueAt);
    return tellUser(enqueue, message, context, {
      userId,
      template: 'inactivity_warning',
      values: { dueAt },
      expiresAt,
    });
  };

/** Tells a master of the last master of an organization below, as tenancy asks. */
export const mailLastMasterInactive =
  (enqueue: Enqueue): Handler<typeof mailLastMaster> =>
  (message, context) => {
    const { userId, ...values } = message.data;
    return tellUser(enqueue, message, context, { userId, template: 'last_master_inactive', values });
  };
