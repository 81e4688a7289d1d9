import { accessGranted, type AccountType } from '@tenantry/contracts';
import { appendEvents, draft } from '@tenantry/messaging';
import type { EntityManager } from 'typeorm';
import { accessSchema } from './access.schema';

export type GrantAccess = {
  userId: string;
  organizationId: string;
  accountType: AccountType;
  /** `user/<id>` or `service/<name>`. */
  actor: string;
  at: Date;
};

/** Gives a new, pending user the access that their creator granted and publishes `tenancy.access.granted.v1`. */
export async function grantAccess(tx: EntityManager, grant: GrantAccess): Promise<void> {
  const { userId, organizationId, accountType, actor, at } = grant;
  await tx.insert(accessSchema, { userId, organizationId, accountType, status: 'pending', version: 1 });
  await appendEvents(tx, [
    draft({
      event: accessGranted,
      subject: `access/${userId}`,
      version: 1,
      facts: { userId, organizationId, accountType },
      actor,
      occurredAt: at,
    }),
  ]);
}
