import type { Acting, ComparedTyped } from '@tenantry/contracts';
import {
  type Comparison,
  compareSpelling,
  type Difference,
  normaliseEmail,
  normaliseUserName,
} from '@tenantry/domain';
import { type DecisionClient, Problem } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import { requireSight } from '../access/require-allowed-on-user';
import { findUser } from '../users/user.repository';

export type CompareTyped = { userId: string; typed: string; acting: Acting };

type Deps = { database: DataSource; decisions: DecisionClient };

/** Where more than so much of it differs, something else was meant. */
const mostDistance = 0.5;

/**
 * How what a user types as e-mail or user name differs from those of their account (B5): from the one that it is more like, and
 * whether signing in takes it for this account. Nothing of it is kept.
 * Problems: 404 `user.not_found`, 503 `decision.unavailable`.
 */
export const compareTyped =
  ({ database, decisions }: Deps) =>
  async ({ userId, typed, acting }: CompareTyped): Promise<ComparedTyped> => {
    await requireSight({ database, decisions }, { acting, userId });
    const user = await findUser(database.manager, userId);
    if (!user) throw new Problem('user.not_found');
    const email = compareSpelling(typed, user.email);
    const userName = compareSpelling(typed, user.userName);
    const [like, nearest]: ['email' | 'user_name', Comparison] =
      email.distance <= userName.distance ? ['email', email] : ['user_name', userName];
    const normal = normaliseEmail(typed);
    const accepted =
      user.status !== 'removed' &&
      (normal === user.emailNormalised || normaliseUserName(typed) === user.userNameNormalised);
    if (nearest.distance > mostDistance && !accepted) return { accepted, like: null, differences: [] };
    const differences = nearest.differences.map((one) => ({ ...one, matters: matters(one, typed) }));
    return { accepted, like, differences };
  };

/** What the normal form takes out; spaces only around the text. */
function matters({ kind, position }: Difference, typed: string): boolean {
  if (kind === 'upper_case' || kind === 'form' || kind === 'invisible') return false;
  if (kind !== 'space') return true;
  const characters = [...typed.normalize('NFC')];
  const before = characters.slice(0, position - 1).join('');
  const after = characters.slice(position).join('');
  return normaliseEmail(before) !== '' && normaliseEmail(after) !== '';
}
