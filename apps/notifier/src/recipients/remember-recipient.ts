import type { userActivated, userCreated, userProfileChanged } from '@tenantry/contracts';
import type { Handler } from '@tenantry/messaging';
import { changeRecipient, saveRecipient, setActive } from './recipients.repository';

/** Keeps where a new user is written to. Without its personal part, which has then been erased, nobody is to be. */
export const rememberRecipient: Handler<typeof userCreated> = async ({ data }, { tx }) => {
  if (!data.personal) return;
  const { userId, organizationId, language, personal } = data;
  const { email, firstName, lastName } = personal;
  await saveRecipient(tx, { userId, organizationId, email, firstName, lastName, language });
};

/** Keeps the names that the user has given, for the greeting, and that they can be asked. */
export const rememberNames: Handler<typeof userActivated> = async ({ data }, { tx }) => {
  await setActive(tx, data.userId, true);
  if (data.personal) await changeRecipient(tx, data.userId, data.personal);
};

/** Keeps the names and the language that the user has from now on. */
export const rememberProfile: Handler<typeof userProfileChanged> = async ({ data }, { tx }) => {
  const { firstName = null, lastName = null } = data.personal ?? {};
  await changeRecipient(tx, data.userId, { firstName, lastName, language: data.language });
};
