import { accessGranted, type AccountType } from '@tenantry/contracts';
import { defaultRoles } from '@tenantry/domain';
import { appendEvents, draft } from '@tenantry/messaging';
import type { EntityManager } from 'typeorm';
import { accessSchema } from './access.schema';

export type GrantAccess = {
  userId: string;
  organizationId: string;
  accountType: AccountType;
  /** `undefined` gives those of a newcomer for whom nobody has chosen any. */
  roleIds?: readonly string[] | undefined;
  modules?: readonly string[] | undefined;
  /** `null` lets into all sub-accounts. */
  subAccountIds?: readonly string[] | null | undefined;
  /** `user/<id>` or `service/<name>`. */
  actor: string;
  at: Date;
};

/** Gives a new, pending user the access that their creator granted and publishes `tenancy.access.granted.v1`. */
export async function grantAccess(tx: EntityManager, grant: GrantAccess): Promise<void> {
  const { userId, organizationId, accountType, actor, at } = grant;
  const granted = {
    userId,
    organizationId,
    accountType,
    roleIds: [...(grant.roleIds ?? defaultRoles(accountType))],
    modules: [...(grant.modules ?? [])],
    subAccountIds: grant.subAccountIds ? [...grant.subAccountIds] : null,
  };
  await tx.insert(accessSchema, { ...granted, status: 'pending', version: 1 });
  await appendEvents(tx, [
    draft({
      event: accessGranted,
      subject: `access/${userId}`,
      version: 1,
      facts: granted,
      actor,
      occurredAt: at,
    }),
  ]);
}
