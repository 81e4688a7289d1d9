import { Problem } from '@tenantry/service-defaults';
import type { Access } from './find-access';

/**
 * What somebody had who is removed stays as it was: whoever saw them reads their history.
 * @throws {Problem} `user.wrong_status`
 */
export function requireNotRemoved({ status }: Pick<Access, 'status'>): void {
  if (status === 'removed') throw new Problem('user.wrong_status', { extensions: { userStatus: status } });
}
