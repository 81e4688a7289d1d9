import {
  checkSealChain,
  confirmStatus,
  deactivateInactiveUsers,
  expireInvitations,
  organizationChanged,
  organizationClosed,
  organizationCreated,
  organizationKeyUsersChanged,
  organizationPoliciesChanged,
  organizationReopened,
  organizationSuspended,
  settleJobItem,
  takeSelection as takeSelectionCommand,
} from '@tenantry/contracts';
import { beginSealCheck, on, type Subscription } from '@tenantry/messaging';
import type { SessionStore } from '@tenantry/service-defaults';
import { settleHandedOver } from './bulk/settle-handed-over';
import { takeSelection } from './bulk/take-selection';
import { beginSweep } from './inactivity/begin-sweep';
import { expireInvitations as carryOutExpireInvitations } from './jobs/expire-invitations';
import {
  projectKeyUsers,
  projectName,
  projectOrganization,
  projectPolicies,
} from './organizations/project-organization';
import { projectStatus } from './organizations/project-status';
import { confirmStatus as carryOutConfirmStatus } from './users/confirm-status';

/** What identity listens to. */
export const subscriptions = (sessions: SessionStore): Subscription[] => [
  on(organizationCreated, projectOrganization(sessions)),
  on(organizationChanged, projectName),
  on(organizationSuspended, projectStatus(sessions, 'suspended')),
  on(organizationClosed, projectStatus(sessions, 'closed')),
  on(organizationReopened, projectStatus(sessions, 'active')),
  on(organizationPoliciesChanged, projectPolicies),
  on(organizationKeyUsersChanged, projectKeyUsers),
  on(expireInvitations, carryOutExpireInvitations),
  on(deactivateInactiveUsers, beginSweep),
  on(confirmStatus, carryOutConfirmStatus),
  on(takeSelectionCommand, takeSelection),
  on(settleJobItem, settleHandedOver),
  on(checkSealChain.identity, beginSealCheck),
];
