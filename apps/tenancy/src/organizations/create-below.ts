import type { Acting, createOrganizationRequestSchema, OrganizationResult } from '@tenantry/contracts';
import { decideOnOrganization, kindsBelow } from '@tenantry/domain';
import { type Once, Problem, requireAllowed, writtenBy } from '@tenantry/service-defaults';
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Transact } from '../transact';
import { createOrganization } from './create-organization';
import { toOrganization } from './find-organization';
import { lockVisibleOrganization } from './lock-visible';
import { resultFor } from './result-for';

export type CreateBelow = z.infer<typeof createOrganizationRequestSchema>;

/**
 * Creates an organization below one that the actor sees (A1).
 * Problems: 404 `organization.not_found` for the parent, 403 `permission.missing`, 422 `organization.kind_not_allowed`
 * with the kinds that may be there, 409 `organization.too_deep`, `organization.wrong_status`.
 */
export const createBelow =
  ({ transact, clock }: { transact: Transact; clock: () => Date }) =>
  (
    acting: Acting,
    { parentId, kind, name, ...given }: CreateBelow,
    once?: Once,
  ): Promise<OrganizationResult> =>
    transact(async (tx) => {
      const { actor, organization: parent } = await lockVisibleOrganization(tx, acting, parentId, 'share');
      requireAllowed(
        decideOnOrganization(actor, 'organization.create_below', toOrganization(parent)),
        'organization.not_found',
      );
      const kinds = kindsBelow[parent.kind];
      if (!kinds.includes(kind))
        throw new Problem('organization.kind_not_allowed', { extensions: { kinds } });
      const { id } = await createOrganization(tx, {
        id: randomUUID(),
        kind,
        name,
        parent,
        details: given,
        ...writtenBy(acting),
        at: clock(),
      });
      return resultFor(tx, actor, id);
    }, once);
