import type { userActivated, userCreated } from '@tenantry/contracts';
import type { Handler } from '@tenantry/messaging';
import { renameRecipient, saveRecipient } from './recipients.repository';

/** Keeps where a new user is written to. Without its personal part, which has then been erased, nobody is to be. */
export const rememberRecipient: Handler<typeof userCreated> = async ({ data }, { tx }) => {
  if (!data.personal) return;
  const { email, firstName, lastName } = data.personal;
  await saveRecipient(tx, { userId: data.userId, email, firstName, lastName, language: data.language });
};

/** Keeps the names that the user has given, for the greeting. */
export const rememberNames: Handler<typeof userActivated> = async ({ data }, { tx }) => {
  if (data.personal) await renameRecipient(tx, { userId: data.userId, ...data.personal });
};
