import type { grantablePartsQuerySchema, grantableSchema } from '@tenantry/contracts';
import {
  accountTypes,
  type Actor,
  decideOnGrant,
  decideOnInvitation,
  type Decision,
  type GrantedAccess,
} from '@tenantry/domain';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { findModules } from '../modules/find-modules';
import { findVisibleOrganization } from '../organizations/find-organization';
import { builtInRoleViews, findOwnRoles, toRoleView } from '../roles/find-roles';
import { fromKeysetCursor, keysetPage } from '../search/keyset';
import { wordsOf } from '../search/matching';
import { findSomeSubAccounts } from '../sub-accounts/find-sub-accounts';
import { requirePermission } from './acting';

type Grantable = z.infer<typeof grantableSchema>;
type PartsQuery = z.infer<typeof grantablePartsQuerySchema>;
type Page<Item> = { items: Item[]; nextCursor: string | null };
type Place = Awaited<ReturnType<typeof findVisibleOrganization>>;

const firstPage: PartsQuery = { limit: 50 };

/**
 * What there is to give to a user of the organization, each with whether the actor may give it (A2–A4); of its roles and
 * sub-accounts the first page.
 * @param organizationId as it came with the request
 * @throws {Problem} `organization.not_found`, `permission.missing`
 */
export async function listGrantable(
  manager: EntityManager,
  actor: Actor,
  organizationId: string,
): Promise<Grantable> {
  const organization = await placeToGive(manager, actor, organizationId);
  const decide = decideIn(actor, organization);
  const ownRoles = await pageOfRoles(manager, actor, organization, firstPage);
  const modules = await findModules(manager);
  const subAccounts = await pageOfSubAccounts(manager, actor, organization, firstPage);
  return {
    organizationId: organization.id,
    accountTypes: accountTypes.map((accountType) => ({
      accountType,
      decision: decide({ accountType }),
      decisionForNewcomer: decideOnInvitation(actor, organization, accountType),
    })),
    roles: [
      ...builtInRoleViews.map((view) => ({ ...view, decision: decideOnGivenRole(decide, view, null) })),
      ...ownRoles.items,
    ],
    rolesCursor: ownRoles.nextCursor,
    modules: modules.map(({ key, name, adminOnly }) => ({
      key,
      name,
      adminOnly,
      decision: decide({
        accountType: adminOnly ? 'privileged' : 'standard',
        modules: [{ key, adminOnly }],
      }),
    })),
    subAccounts: subAccounts.items,
    subAccountsCursor: subAccounts.nextCursor,
    allSubAccounts: decide({ subAccounts: null }),
  };
}

/**
 * One page of the roles that organizations have made and users of this one can hold, or of those that are searched for.
 * @throws {Problem} as {@link listGrantable}, and `request.invalid` for a cursor that is none
 */
export async function listGrantableRoles(
  manager: EntityManager,
  actor: Actor,
  organizationId: string,
  query: PartsQuery,
): Promise<Page<Grantable['roles'][number]>> {
  return pageOfRoles(manager, actor, await placeToGive(manager, actor, organizationId), query);
}

/** Likewise one page of its sub-accounts. */
export async function listGrantableSubAccounts(
  manager: EntityManager,
  actor: Actor,
  organizationId: string,
  query: PartsQuery,
): Promise<Page<Grantable['subAccounts'][number]>> {
  return pageOfSubAccounts(manager, actor, await placeToGive(manager, actor, organizationId), query);
}

async function placeToGive(manager: EntityManager, actor: Actor, organizationId: string): Promise<Place> {
  const organization = await findVisibleOrganization(manager, actor, organizationId);
  requirePermission(actor, 'user.access', 'user.invite');
  return organization;
}

async function pageOfRoles(
  manager: EntityManager,
  actor: Actor,
  organization: Place,
  { q, cursor, limit }: PartsQuery,
): Promise<Page<Grantable['roles'][number]>> {
  const sought = { organizationIds: organization.path, after: fromKeysetCursor(cursor), words: wordsOf(q) };
  const { rows, nextCursor } = keysetPage(
    await findOwnRoles(manager, { ...sought, limit: limit + 1 }),
    limit,
  );
  const decide = decideIn(actor, organization);
  return {
    items: rows.map((role) => {
      const view = toRoleView(actor, role);
      return { ...view, decision: decideOnGivenRole(decide, view, role.organizationPath) };
    }),
    nextCursor,
  };
}

async function pageOfSubAccounts(
  manager: EntityManager,
  actor: Actor,
  organization: Place,
  { q, cursor, limit }: PartsQuery,
): Promise<Page<Grantable['subAccounts'][number]>> {
  const { id: organizationId } = organization;
  const sought = { after: fromKeysetCursor(cursor), words: wordsOf(q), limit: limit + 1 };
  const { rows, nextCursor } = keysetPage(await findSomeSubAccounts(manager, organizationId, sought), limit);
  const decide = decideIn(actor, organization);
  return {
    items: rows.map(({ id, name }) => ({
      subAccountId: id,
      name,
      decision: decide({ subAccounts: [{ id, organizationId }] }),
    })),
    nextCursor,
  };
}

type Decide = (part: Partial<GrantedAccess>) => Decision;

const decideIn =
  (actor: Actor, { path }: Place): Decide =>
  (part) =>
    decideOnGrant(actor, path, { ...nothing, ...part }, null);

const decideOnGivenRole = (
  decide: Decide,
  {
    roleId: id,
    lowestAccountType,
    permissions,
  }: Pick<Grantable['roles'][number], 'roleId' | 'lowestAccountType' | 'permissions'>,
  organizationPath: readonly string[] | null,
): Decision =>
  decide({
    accountType: lowestAccountType,
    roles: [{ id, lowestAccountType, permissions, organizationPath }],
  });

/** The access beside which each part is looked at alone: no sub-account, because all of them are a grant. */
const nothing: GrantedAccess = { accountType: 'standard', roles: [], modules: [], subAccounts: [] };
