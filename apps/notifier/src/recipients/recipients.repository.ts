import type { Language } from '@tenantry/contracts';
import type { EntityManager } from 'typeorm';

/** Where and in which language a user is written to. */
export type Recipient = {
  userId: string;
  organizationId: string;
  email: string;
  firstName: string | null;
  lastName: string | null;
  language: Language;
};

/** The user's recipient; `undefined` where the user is not known here, or the address has been erased. */
export async function findRecipient(tx: EntityManager, userId: string): Promise<Recipient | undefined> {
  const [row] = await tx.query<Recipient[]>(
    `select user_id as "userId", organization_id as "organizationId", email, first_name as "firstName", last_name as "lastName", language
     from recipients where user_id = $1`,
    [userId],
  );
  return row;
}

/** Writes the user down, or over what was known. */
export async function saveRecipient(tx: EntityManager, recipient: Recipient): Promise<void> {
  const { userId, organizationId, email, firstName, lastName, language } = recipient;
  await tx.query(
    `insert into recipients (user_id, organization_id, email, first_name, last_name, language)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (user_id) do update set organization_id = excluded.organization_id, email = excluded.email,
       first_name = excluded.first_name, last_name = excluded.last_name, language = excluded.language`,
    [userId, organizationId, email, firstName, lastName, language],
  );
}

/** Writes what is given over what was known of the user; nothing happens where the user is not known here. */
export async function changeRecipient(
  tx: EntityManager,
  userId: string,
  change: Partial<Omit<Recipient, 'userId'>>,
): Promise<void> {
  const known = await findRecipient(tx, userId);
  if (known) await saveRecipient(tx, { ...known, ...change });
}

/** Whether the user can be asked for something; nothing happens where the user is not known here. */
export async function setActive(tx: EntityManager, userId: string, active: boolean): Promise<void> {
  await tx.query('update recipients set active = $2 where user_id = $1', [userId, active]);
}
