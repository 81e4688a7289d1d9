import type { userPasswordChanged } from '@tenantry/contracts';
import type { Handler } from '@tenantry/messaging';
import type { Enqueue } from '../mails/mail-queue';
import { tellUser } from './tell-user';

/** Tells the user that the password was changed, whoever did it: if it was not they, this is how they learn of it. */
export const mailPasswordChanged =
  (enqueue: Enqueue): Handler<typeof userPasswordChanged> =>
  (message, context) =>
    tellUser(enqueue, message, context, {
      userId: message.data.userId,
      template: 'password_changed',
      values: { changedAt: message.time },
    });
