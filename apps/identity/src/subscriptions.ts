import { expireInvitations, organizationCreated } from '@tenantry/contracts';
import { on } from '@tenantry/messaging';
import { expireInvitations as carryOutExpireInvitations } from './jobs/expire-invitations';
import { projectOrganization } from './organizations/project-organization';

/** What identity listens to. */
export const subscriptions = [
  on(organizationCreated, projectOrganization),
  on(expireInvitations, carryOutExpireInvitations),
];
