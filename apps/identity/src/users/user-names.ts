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

/** How many names of one series are looked at beyond those that are needed. */
const lookAhead = 16;

/**
 * A free user name for each address, no name twice.
 * Free means: at this moment. Whoever stores it must be ready to find it taken.
 * However many names differ only in the number behind them, few are looked at: the first free one of the first sixteen and more,
 * beyond them one that is free, so that a gap there may stay.
 * @param emails normalised
 * @returns the names by address
 */
export async function proposeUserNames(
  manager: EntityManager,
  emails: readonly string[],
): Promise<Map<string, string>> {
  // Addresses that count the same names share a series: which number is next, and up to where it was looked.
  const series = new Map<string, { next: number; end: number }>();
  const seriesOf = (email: string) => {
    const first = proposeUserName(email);
    const found = series.get(first) ?? { next: 0, end: lookAhead };
    series.set(first, found);
    return found;
  };
  for (const email of emails) seriesOf(email).end += 1;
  const taken = await takenOf(
    manager,
    [...series].flatMap(([first, { end }]) => numbered(first, 0, end)),
  );
  const names = new Map<string, string>();
  for (const email of emails) {
    const counted = seriesOf(email);
    let name: string;
    do {
      if (counted.next === counted.end) {
        counted.next = await freeBeyond(manager, email, counted.end - 1);
        counted.end = counted.next + lookAhead + emails.length;
        const more = numbered(email, counted.next, counted.end);
        for (const found of await takenOf(manager, more)) taken.add(found);
      }
      name = proposeUserName(email, counted.next);
      counted.next += 1;
    } while (taken.has(normaliseUserName(name)));
    taken.add(normaliseUserName(name));
    names.set(email, name);
  }
  return names;
}

/** Into so many parts a stretch of numbers is cut, again and again. */
const parts = 64;

/** A number whose name is free while the one before it is taken, found in three looks and not by counting. */
async function freeBeyond(manager: EntityManager, email: string, last: number): Promise<number> {
  let [low, high] = [last, last + parts ** 3];
  while (high - low > 1) {
    const [from, step] = [low, (high - low) / parts];
    const cuts = Array.from({ length: parts - 1 }, (_, at) => from + (at + 1) * step);
    const nameAt = (cut: number) => normaliseUserName(proposeUserName(email, cut));
    const taken = await takenOf(manager, cuts.map(nameAt));
    const free = cuts.findIndex((cut) => !taken.has(nameAt(cut)));
    high = cuts[free] ?? high;
    low = high - step;
  }
  return high;
}

/** The names of a series from one number to before another. */
const numbered = (email: string, from: number, end: number): string[] =>
  Array.from({ length: end - from }, (_, at) => normaliseUserName(proposeUserName(email, from + at)));

/** Which of these names somebody has who is not removed. */
async function takenOf(manager: EntityManager, userNames: readonly string[]): Promise<Set<string>> {
  const rows = await manager.query<{ name: string }[]>(
    `select user_name_normalised as name from users where user_name_normalised = any($1) and status <> 'removed'`,
    [userNames],
  );
  return new Set(rows.map(({ name }) => name));
}
