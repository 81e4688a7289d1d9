import {
  type Acting,
  organizationClosed,
  organizationReopened,
  type OrganizationResult,
  type OrganizationStatus,
  organizationSuspended,
} from '@tenantry/contracts';
import type { Transact } from '../transact';
import { changeOrganization, lockOrganization } from './change-organization';
import { resultFor } from './result-for';

export type StatusAct = 'organization.suspend' | 'organization.close' | 'organization.reopen';

const outcomes = {
  'organization.suspend': { status: 'suspended', event: organizationSuspended },
  'organization.close': { status: 'closed', event: organizationClosed },
  'organization.reopen': { status: 'active', event: organizationReopened },
} as const satisfies Record<StatusAct, { status: OrganizationStatus; event: unknown }>;

/**
 * Suspends, closes or reopens an organization with a reason (A14). Nothing of it is lost; that nobody of it and of those
 * below it signs in is identity's part, by the event.
 * The reason stays in the row as long as it holds, as a user's does (`users.blocked_reason` of identity).
 * Problems: 404 `organization.not_found`, 403 `permission.missing` (also where an organization above the
 * actor's has suspended or closed it), 409 `organization.own`, `organization.wrong_status`.
 */
export const changeStatus =
  ({ transact, clock }: { transact: Transact; clock: () => Date }) =>
  (acting: Acting, id: string | undefined, act: StatusAct, reason: string): Promise<OrganizationResult> =>
    transact(async (tx) => {
      const { actor, organization } = await lockOrganization(tx, acting, id, act);
      const { status, event } = outcomes[act];
      const facts = { organizationId: organization.id, path: organization.path };
      const at = clock();
      const set =
        status === 'active'
          ? { statusSince: null, statusReason: null, statusByOrganizationId: null }
          : { statusSince: at, statusReason: reason, statusByOrganizationId: actor.organizationId };
      await changeOrganization(
        tx,
        organization,
        { status, ...set },
        { event, facts, personal: { reason }, acting, at },
      );
      return resultFor(tx, actor, organization.id);
    });
