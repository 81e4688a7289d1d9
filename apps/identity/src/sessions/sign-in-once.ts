import type { UserState } from '@tenantry/domain';
import { Problem } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import { newCode, storeCodes } from '../credentials/codes';
import { spendOneOff } from '../credentials/credential.repository';
import { findKeyUsers } from '../organizations/key-users';
import { requireActive } from './require-active';
import { requireOpenOrganization } from './require-open-organization';

const changeMinutes = 15;

/** Spent with the sign-in that it was good for: this leads to a password of one's own, and to nothing else. */
export type ChangeRequired = { passwordCode: string; expiresAt: Date };

/**
 * Takes a one-off password of a user whose row the transaction has locked (C5): it is spent, and what comes of it is a code with
 * which a password is chosen.
 * @throws {Problem} 403 `sign_in.one_off_expired`, `sign_in.one_off_used`, and those of {@link requireActive} for anybody who is
 * neither active nor new, and of {@link requireOpenOrganization}
 */
export async function signInOnce(
  tx: EntityManager,
  user: UserState,
  passwordHash: string,
  { environment, at }: { environment: string; at: Date },
): Promise<ChangeRequired> {
  if (user.status !== 'pending') await requireActive(tx, user);
  await requireOpenOrganization(tx, user.organizationId, user.id);
  const result = await spendOneOff(tx, { userId: user.id, passwordHash, at });
  if (result !== 'spent') {
    const { organizationId, id } = user;
    const keyUsers = await findKeyUsers(tx, { organizationId, asking: id });
    throw new Problem(result === 'expired' ? 'sign_in.one_off_expired' : 'sign_in.one_off_used', {
      detail: 'Ask your key users or your administrator to reset your password.',
      extensions: { keyUsers },
    });
  }
  const { code, hash } = newCode(environment);
  const expiresAt = new Date(at.getTime() + changeMinutes * 60_000);
  await storeCodes(tx, [
    { purpose: 'one_off_change', hash, owner: { userId: user.id }, createdAt: at, expiresAt },
  ]);
  return { passwordCode: code, expiresAt };
}
