import { accessGranted, accessRejected } from '@tenantry/contracts';
import { unfitParts } from '@tenantry/domain';
import { appendEvents, draft } from '@tenantry/messaging';
import type { EntityManager } from 'typeorm';
import { accessSchema } from './access.schema';
import { type ChosenGrants, findGrants, newcomersGrants, toGrantedAccess } from './grants';

export type GrantAccess = ChosenGrants & {
  userId: string;
  organizationId: string;
  /** The ids from the root to the organization. */
  path: readonly string[];
  /** `user/<id>` or `service/<name>`. */
  actor: string;
  at: Date;
};

/**
 * Gives a new, pending user the access that their creator granted and publishes `tenancy.access.granted.v1`. What can no
 * longer be given, because a role or a sub-account was deleted or a module withdrawn while the event was on its way, is
 * left out and told with `tenancy.access.rejected.v1` (rules, Newcomers).
 */
export async function grantAccess(tx: EntityManager, grant: GrantAccess): Promise<void> {
  const { userId, organizationId, accountType, path, actor, at } = grant;
  const named = newcomersGrants(grant);
  const { access } = toGrantedAccess(accountType, named, await findGrants(tx, [named], { lock: true }));
  const unfit = unfitParts(path, access);
  const granted = {
    roleIds: without(
      access.roles.map(({ id }) => id),
      unfit?.roleIds,
    ),
    modules: without(
      access.modules.map(({ key }) => key),
      unfit?.modules,
    ),
    subAccountIds:
      access.subAccounts &&
      without(
        access.subAccounts.map(({ id }) => id),
        unfit?.subAccountIds,
      ),
  };
  const rejected = {
    roleIds: without(named.roleIds, granted.roleIds),
    modules: without(named.modules, granted.modules),
    subAccountIds: without(named.subAccountIds ?? [], granted.subAccountIds ?? []),
  };
  const isWhole = Object.values(rejected).every((ids) => ids.length === 0);

  const facts = { userId, organizationId };
  const common = { subject: `access/${userId}`, actor, occurredAt: at };
  const version = isWhole ? 1 : 2;
  await tx.insert(accessSchema, { ...facts, accountType, ...granted, status: 'pending', version });
  await appendEvents(tx, [
    draft({ ...common, event: accessGranted, version: 1, facts: { ...facts, accountType, ...granted } }),
  ]);
  if (isWhole) return;
  const rule = unfit?.rule ?? 'not_of_organization';
  await appendEvents(tx, [
    draft({ ...common, event: accessRejected, version, facts: { ...facts, rule, refused: rejected } }),
  ]);
}

const without = (ids: readonly string[], others: readonly string[] = []): string[] =>
  ids.filter((id) => !others.includes(id));
