import type { Acting, Answer, Decision, Question, RetiredByRule } from '@tenantry/contracts';
import { decideOnRetirement, decideOnUser, refused } from '@tenantry/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { readActing } from '../access/acting';
import { type Access, findAccess, toSubject } from '../access/find-access';
import { claimMaster, lockMasters } from '../access/master-claims';

type Claiming = Extract<Question, { about: 'user' }> & { claimAtVersion: number };
type Transactions = Pick<DataSource, 'transaction'>;

/**
 * Makes claims of what was allowed where it takes a master out of service (docs/adr/0017): looked at again under the
 * organization's lock, so that of two who take each other's place one is refused. Of others nothing is claimed.
 * @param decided what was decided without it, in the order of the questions
 */
export async function claimActs(
  database: Transactions,
  acting: Acting,
  questions: readonly Question[],
  users: ReadonlyMap<string, Access>,
  decided: readonly Answer[],
): Promise<Answer[]> {
  const decisions = [...decided];
  for (const [at, question] of questions.entries()) {
    if (!isClaim(question) || !decisions[at]?.allowed) continue;
    const userId = question.userId.toLowerCase();
    if (users.get(userId)?.accountType !== 'master') continue;
    decisions[at] = await database.transaction((tx) => claim(tx, acting, { ...question, userId }));
  }
  return decisions;
}

const isClaim = (question: Question): question is Claiming =>
  question.about === 'user' && question.claimAtVersion !== undefined;

async function claim(
  tx: EntityManager,
  acting: Acting,
  { act, userId, claimAtVersion }: Claiming,
): Promise<Decision> {
  await lockMasters(tx, userId);
  const { actor, user } = await readActing(tx, acting, userId);
  if (!user) throw new TypeError(`User ${userId} has lost their access: nobody's is ever deleted.`);
  const decision = decideOnUser(actor, act, toSubject(user), user.activeMasters);
  // Also one who is not active here: the event that says otherwise may be on its way.
  if (decision.allowed) await claimMaster(tx, userId, claimAtVersion);
  return decision;
}

/**
 * Makes claims of users whom a rule of the installation takes out of service (L7), where their organization keeps a master.
 * Whoever is not known here yet is refused: the rule comes again.
 */
export async function claimByRule(
  database: Transactions & Pick<DataSource, 'query'>,
  users: readonly RetiredByRule[],
): Promise<Decision[]> {
  const ids = users.map(({ userId }) => userId.toLowerCase());
  const known = await findAccess(database, ids);
  const decisions: Decision[] = [];
  for (const { userId, claimAtVersion } of users) {
    const id = userId.toLowerCase();
    const accountType = known.get(id)?.accountType;
    if (accountType === undefined) decisions.push(refused('wrong_status', false));
    else if (accountType !== 'master') decisions.push({ allowed: true });
    else decisions.push(await database.transaction((tx) => claimOne(tx, id, claimAtVersion)));
  }
  return decisions;
}

async function claimOne(tx: EntityManager, userId: string, version: number): Promise<Decision> {
  await lockMasters(tx, userId);
  const user = (await findAccess(tx, [userId])).get(userId);
  if (!user) throw new TypeError(`User ${userId} has lost their access: nobody's is ever deleted.`);
  const decision = decideOnRetirement(toSubject(user), user.activeMasters);
  if (decision.allowed) await claimMaster(tx, userId, version);
  return decision;
}
