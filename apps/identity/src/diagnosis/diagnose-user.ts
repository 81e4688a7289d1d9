import type { Acting, Diagnosis } from '@tenantry/contracts';
import { type DecisionClient, Problem } from '@tenantry/service-defaults';
import type { DataSource, EntityManager } from 'typeorm';
import { isOwn, requireSight } from '../access/require-allowed-on-user';
import type { CodePurpose } from '../credentials/codes';
import { findStanding } from '../organizations/standing';
import { findFailedSignIns } from '../sessions/failed-sign-ins';
import { findUser } from '../users/user.repository';
import { findingsOf, type OpenCode, type OneOffState, withoutSignIns } from './findings';

type Deps = { database: DataSource; decisions: DecisionClient; clock: () => Date };

/**
 * What keeps mail from a user, or the user from signing in, as far as identity knows (B5): the spelling of address and user name,
 * the status, ways to a password, refused sign-ins. Links and refused sign-ins are for whoever may see the sessions of the user.
 * How mails fare is the notifier's to say.
 * Problems: 404 `user.not_found`, 503 `decision.unavailable`.
 */
export const diagnoseUser =
  ({ database, decisions, clock }: Deps) =>
  async ({ userId, acting }: { userId: string; acting: Acting }): Promise<Diagnosis> => {
    await requireSight({ database, decisions }, { acting, userId });
    const { manager } = database;
    const complete = isOwn(acting, userId) || (await maySeeSessions(decisions, acting, userId));
    const at = clock();
    const user = await findUser(manager, userId);
    if (!user) throw new Problem('user.not_found');
    const [standing, codes, credential, failed] = await Promise.all([
      findStanding(manager, user.organizationId),
      findOpenCodes(manager, userId),
      findPasswordState(manager, userId, at),
      findFailedSignIns(manager, userId, at),
    ]);
    const failedSignIns = failed.map((one) => ({
      ...one,
      firstAt: one.firstAt.toISOString(),
      lastAt: one.lastAt.toISOString(),
    }));
    const findings = findingsOf({ user, standing, codes, credential, failedSignIns, at });
    if (!complete) return { findings: withoutSignIns(findings), failedSignIns: [], complete };
    return { findings, failedSignIns, complete };
  };

async function maySeeSessions(decisions: DecisionClient, acting: Acting, userId: string): Promise<boolean> {
  const [decision] = await decisions.ask(acting, [{ about: 'user', act: 'user.sessions', userId }]);
  return decision?.allowed === true;
}

/** Links that nobody has followed to the end, also those that have run out; what follows from a spent one-off password is none. */
const findOpenCodes = (manager: EntityManager, userId: string): Promise<OpenCode[]> =>
  manager.query(
    `select purpose, expires_at as "expiresAt" from code
     where user_id = $1 and used_at is null and purpose <> $2 order by created_at desc`,
    [userId, 'one_off_change' satisfies CodePurpose],
  );

/** What stands for a password; of a one-off password whether it can still be used. */
async function findPasswordState(
  manager: EntityManager,
  userId: string,
  at: Date,
): Promise<'set' | 'none' | OneOffState> {
  const [found] = await manager.query<{ kind: 'set' | 'one_off'; spentAt: Date | null; expiresAt: Date }[]>(
    'select kind, spent_at as "spentAt", expires_at as "expiresAt" from credential where user_id = $1',
    [userId],
  );
  if (found?.kind !== 'one_off') return found?.kind ?? 'none';
  return {
    state: found.spentAt ? 'used' : found.expiresAt <= at ? 'expired' : 'open',
    until: found.expiresAt,
  };
}
