import {
  type Acting,
  type OrganizationKeyUsers,
  organizationKeyUsersChanged,
  type setKeyUsersRequestSchema,
} from '@tenantry/contracts';
import { type Actor, decideOnOrganization } from '@tenantry/domain';
import { Problem } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { visibleTo } from '../directory/visible-to';
import { statement } from '../search/statement';
import type { Transact } from '../transact';
import { changeOrganization, lockOrganization } from './change-organization';
import { findVisibleOrganization, type OrganizationInPlace, toOrganization } from './find-organization';
import { keyUsersOf } from './key-users-of';

export type SetKeyUsers = z.infer<typeof setKeyUsersRequestSchema>;

/** Whom the organization names, with the decision whether the actor may change it. */
export const keyUsersFor = async (
  tx: EntityManager,
  actor: Actor,
  organization: OrganizationInPlace,
): Promise<OrganizationKeyUsers> => ({
  organizationId: organization.id,
  version: organization.version,
  ...(await keyUsersOf(tx, actor, organization.chain)),
  decision: decideOnOrganization(actor, 'organization.edit', toOrganization(organization)),
});

/**
 * Names the contacts of an organization (C13), in this order; those who are named already may stay.
 * Problems: 404 `organization.not_found`, `user.not_found`, 403 `permission.missing`, 409 `organization.changed`,
 * 422 `key_user.not_eligible`.
 */
export const setKeyUsers =
  ({ transact, clock }: { transact: Transact; clock: () => Date }) =>
  (
    acting: Acting,
    id: string | undefined,
    { version, userIds }: SetKeyUsers,
  ): Promise<OrganizationKeyUsers> =>
    transact(async (tx) => {
      const { actor, organization: before } = await lockOrganization(
        tx,
        acting,
        id,
        'organization.edit',
        version,
      );
      const keyUserIds = [...new Set(userIds.map((userId) => userId.toLowerCase()))];
      await requireEligible(
        tx,
        actor,
        before.path,
        keyUserIds.filter((userId) => !before.keyUserIds.includes(userId)),
      );
      if (keyUserIds.join() !== before.keyUserIds.join()) {
        const event = organizationKeyUsersChanged;
        const facts = { organizationId: before.id, userIds: keyUserIds };
        await changeOrganization(tx, before, { keyUserIds }, { event, facts, acting, at: clock() });
      }
      return keyUsersFor(tx, actor, await findVisibleOrganization(tx, actor, before.id));
    });

/** Active users of an organization on the path, whom the actor sees. */
async function requireEligible(
  tx: EntityManager,
  actor: Actor,
  path: readonly string[],
  userIds: readonly string[],
): Promise<void> {
  if (userIds.length === 0) return;
  const { values, bind } = statement();
  const seen = await tx.query<{ organizationId: string; status: string }[]>(
    `select d.organization_id as "organizationId", d.status from directory d
     where d.user_id = any(${bind(userIds)}::uuid[]) and ${visibleTo(actor, bind)}`,
    values,
  );
  if (seen.length < userIds.length) throw new Problem('user.not_found');
  if (!seen.every((user) => user.status === 'active' && path.includes(user.organizationId)))
    throw new Problem('key_user.not_eligible');
}
