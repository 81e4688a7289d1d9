import type { Claim } from './streams';

/**
 * Shares claims out evenly: a single stream never waits for another while a worker is free, and of those that need a
 * transaction of their own no worker gets a second one before each has one.
 * @returns for each worker the groups that it applies one after the other, each in a transaction
 */
export function deal(claims: readonly Claim[], workers: number): Claim[][][] {
  const alone = claims.filter(({ shares }) => !shares);
  const together = claims.filter(({ shares }) => shares);
  const hands: Claim[][] = Array.from({ length: Math.min(workers, claims.length) }, () => []);
  for (const [n, claim] of [...alone, ...together].entries()) hands[n % hands.length]?.push(claim);
  return hands.map(inGroups);
}

/** What may share a transaction does, and comes first, because it is soon done; the rest follows one by one. */
function inGroups(claims: readonly Claim[]): Claim[][] {
  const together = claims.filter(({ shares }) => shares).sort(byId);
  const alone = claims.filter(({ shares }) => !shares).map((claim) => [claim]);
  return together.length > 0 ? [together, ...alone] : alone;
}

/**
 * In the order of what they are about: the streams of one user, `user/<id>` and `sign-in/<id>`, change the same rows, and
 * transactions that lock rows in one order never wait for each other in a circle.
 */
const byId = (one: Claim, other: Claim): number => {
  const [a, b] = [idOf(one), idOf(other)];
  return a < b ? -1 : Number(a > b);
};
const idOf = ({ subject }: Claim): string => subject.slice(subject.indexOf('/') + 1);
