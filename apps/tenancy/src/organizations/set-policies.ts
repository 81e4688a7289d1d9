import {
  type Acting,
  type OrganizationPolicies,
  organizationPoliciesChanged,
  type setPoliciesRequestSchema,
} from '@tenantry/contracts';
import type { z } from 'zod';
import type { Transact } from '../transact';
import { changeOrganization, lockOrganization } from './change-organization';
import { findVisibleOrganization } from './find-organization';
import { type OwnPolicies, policyNames } from './organization.schema';
import { type InstallationPolicies, policiesOf } from './policies';

export type SetPolicies = z.infer<typeof setPoliciesRequestSchema>;
type Deps = { transact: Transact; clock: () => Date; installation: InstallationPolicies };

/**
 * Sets an organization's own policies; `null` inherits again (A1). What is so already is not published.
 * Problems: 404 `organization.not_found`, 403 `permission.missing`, 409 `organization.changed`.
 */
export const setPolicies =
  ({ transact, clock, installation }: Deps) =>
  (
    acting: Acting,
    id: string | undefined,
    { version, ...wanted }: SetPolicies,
  ): Promise<OrganizationPolicies> =>
    transact(async (tx) => {
      const { actor, organization: before } = await lockOrganization(
        tx,
        acting,
        id,
        'organization.edit',
        version,
      );
      // What is left out stays as it is.
      const value = <Name extends keyof OwnPolicies>(name: Name) =>
        wanted[name] === undefined ? before[name] : wanted[name];
      const policies = Object.fromEntries(policyNames.map((name) => [name, value(name)])) as OwnPolicies;
      const same = policyNames.every((name) => before[name] === policies[name]);
      if (!same) {
        const event = organizationPoliciesChanged;
        const facts = { organizationId: before.id, policies };
        await changeOrganization(tx, before, policies, { event, facts, acting, at: clock() });
      }
      return policiesOf(actor, await findVisibleOrganization(tx, actor, before.id), installation);
    });
