import type { UserState } from '@tenantry/domain';
import type { Standing } from '../organizations/standing';

export type IdleLimit = { seconds: number; source: 'user' | 'policy' | 'default' };

/** After how many seconds without activity a user is signed out (C9): their own limit, else the policy's, else the installation's. */
export function idleLimitOf(
  user: Pick<UserState, 'idleSecondsOverride' | 'idleSeconds'>,
  standing: Pick<Standing, 'idleSeconds'> | null,
): IdleLimit {
  if (user.idleSecondsOverride) return { seconds: user.idleSecondsOverride, source: 'user' };
  if (standing?.idleSeconds) return { seconds: standing.idleSeconds, source: 'policy' };
  return { seconds: user.idleSeconds, source: 'default' };
}
