import { normaliseUserName, proposeUserName } from '@tenantry/domain';
import type { EntityManager } from 'typeorm';

/** Whether somebody who is not removed has it. @param userName normalised */
export async function isUserNameTaken(manager: EntityManager, userName: string): Promise<boolean> {
  const holders = await manager.query<unknown[]>(
    `select from users where user_name_normalised = $1 and status <> 'removed'`,
    [userName],
  );
  return holders.length > 0;
}

const stemOf = (userName: string): string => userName.replace(/[0-9]+$/, '');

/**
 * A free user name for each address, no name twice.
 * Free means: at this moment. Whoever stores it must be ready to find it taken.
 * @param emails normalised
 * @returns the names by address
 */
export async function proposeUserNames(
  manager: EntityManager,
  emails: readonly string[],
): Promise<Map<string, string>> {
  const stems = new Set(emails.map((email) => stemOf(normaliseUserName(proposeUserName(email)))));
  const rows = await manager.query<{ name: string }[]>(
    `select user_name_normalised as name from users
     where regexp_replace(user_name_normalised, '[0-9]+$', '') = any($1) and status <> 'removed'`,
    [[...stems]],
  );
  const taken = new Set(rows.map(({ name }) => name));
  return new Map(
    emails.map((email) => {
      let tries = 0;
      while (taken.has(normaliseUserName(proposeUserName(email, tries)))) tries += 1;
      const name = proposeUserName(email, tries);
      taken.add(normaliseUserName(name));
      return [email, name];
    }),
  );
}
