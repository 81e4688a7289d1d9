import type { Acting } from '@tenantry/contracts';
import { normaliseUserName, proposeUserName } from '@tenantry/domain';
import type { DecisionClient } from '@tenantry/service-defaults';
import type { DataSource, EntityManager } from 'typeorm';

/** Whether somebody who is not removed has it. @param userName normalised */
export async function isUserNameTaken(manager: EntityManager, userName: string): Promise<boolean> {
  const holders = await manager.query<unknown[]>(
    `select from users where user_name_normalised = $1 and status <> 'removed'`,
    [userName],
  );
  return holders.length > 0;
}

/**
 * Which of these user names somebody has who is not removed, and whether the actor sees them.
 * @param userNames normalised
 */
export async function lookAtUserNames(
  { database, decisions }: { database: DataSource; decisions: DecisionClient },
  acting: Acting,
  userNames: readonly string[],
): Promise<Map<string, { seen: boolean }>> {
  const holders = await database.query<{ id: string; name: string }[]>(
    `select id, user_name_normalised as name from users where user_name_normalised = any($1) and status <> 'removed'`,
    [userNames],
  );
  const sight = await decisions.ask(
    acting,
    holders.map(({ id }) => ({ about: 'user', act: 'user.view', userId: id })),
  );
  return new Map(holders.map(({ name }, at) => [name, { seen: sight[at]?.allowed === true }]));
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
