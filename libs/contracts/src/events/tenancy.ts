import { z } from 'zod';
import { defineEvent } from '../define';
import {
  accountTypeSchema,
  firstPasswordSchema,
  languageSchema,
  lineKindSchema,
  openEnum,
  organizationKindSchema,
} from '../values';

/** `organization/<id>`: an organization exists. `path` holds the ids from the root to the organization itself. */
export const organizationCreated = defineEvent(
  'tenancy.organization.created.v1',
  'An organization was created',
  {
    organizationId: z.uuid(),
    parentId: z.uuid().nullable(),
    kind: organizationKindSchema,
    name: z.string(),
    path: z.array(z.uuid()).min(1),
  },
);

/**
 * `organization/<id>`: what is known of the organization besides its place; these are the new values. One that is made
 * with more than its name is made by `organizationCreated`, and this follows.
 */
export const organizationChanged = defineEvent(
  'tenancy.organization.changed.v1',
  'An organization was changed',
  {
    organizationId: z.uuid(),
    name: z.string(),
    reference: z.string().nullable(),
    country: z.string().nullable(),
    language: languageSchema.nullable(),
    timeZone: z.string().nullable(),
  },
  {
    contactName: z.string().nullable(),
    contactEmail: z.string().nullable(),
    contactPhone: z.string().nullable(),
    street: z.string().nullable(),
    postalCode: z.string().nullable(),
    city: z.string().nullable(),
  },
);

const status = { organizationId: z.uuid(), path: z.array(z.uuid()).min(1) };
const reason = { reason: z.string() };
/** `organization/<id>`: nobody of it and of those below it can sign in; nothing is lost (A14). */
export const organizationSuspended = defineEvent(
  'tenancy.organization.suspended.v1',
  'An organization was suspended',
  status,
  reason,
);
/** `organization/<id>`: as `organizationSuspended`, for good; it can be reopened. */
export const organizationClosed = defineEvent(
  'tenancy.organization.closed.v1',
  'An organization was closed',
  status,
  reason,
);
/** `organization/<id>`: it is active again; below another one that is not, still nobody signs in. */
export const organizationReopened = defineEvent(
  'tenancy.organization.reopened.v1',
  'An organization was reopened',
  status,
  reason,
);

/** `organization/<id>`: its own policies from now on; `null` inherits from the organization above. */
export const organizationPoliciesChanged = defineEvent(
  'tenancy.organization.policies-changed.v1',
  "An organization's policies were changed",
  {
    organizationId: z.uuid(),
    policies: z.object({
      invitationValidDays: z.number().int().nullable(),
      idleSeconds: z.number().int().nullable(),
      supportEmail: z.string().nullable(),
      /** Whether users are told by mail that somebody acts as them; left out in events from before there was this. */
      tellMirrored: z.boolean().nullable().optional(),
      /** How long links and one-off passwords can be used, and which way to the first password is proposed; left out likewise. */
      welcomeValidHours: z.number().int().nullable().optional(),
      resetValidHours: z.number().int().nullable().optional(),
      oneOffValidHours: z.number().int().nullable().optional(),
      firstPassword: openEnum(firstPasswordSchema.options).nullable().optional(),
      /** Days without a sign-in after which users are deactivated, 0 for never; left out likewise. */
      inactivityDays: z.number().int().nullable().optional(),
    }),
  },
);

/** `organization/<id>`: whom it names for requests of accounts (C13); without any, those of the organization above. */
export const organizationKeyUsersChanged = defineEvent(
  'tenancy.organization.key-users-changed.v1',
  "An organization's key users were changed",
  { organizationId: z.uuid(), userIds: z.array(z.uuid()) },
);

/**
 * `directory/<organization id>`: somebody took users of the organization and of those below it away as a file, as far as they
 * see them. It is written before the file ends, so no whole file is without it.
 */
export const directoryExported = defineEvent(
  'tenancy.directory.exported.v1',
  'Users were exported',
  {
    organizationId: z.uuid(),
    format: openEnum(['csv', 'xlsx']),
    rows: z.number().int(),
    /** False where the download was broken off; `rows` had been read by then. */
    complete: z.boolean(),
    filter: z.object({
      status: z.array(z.string()).optional(),
      inactiveCause: z.string().optional(),
      organizationId: z.string().optional(),
      roleId: z.string().optional(),
      serviceCenterId: z.string().optional(),
      online: z.string().optional(),
      signedInSince: z.string().optional(),
      signedInBefore: z.string().optional(),
      neverSignedIn: z.string().optional(),
      createdSince: z.string().optional(),
      createdBefore: z.string().optional(),
    }),
  },
  /** What was searched for. */
  { q: z.string().nullable() },
);

/** `line/<id>`: a line exists and is held by the organization that it belongs to. */
export const lineRegistered = defineEvent('tenancy.line.registered.v1', 'A line was registered', {
  lineId: z.uuid(),
  organizationId: z.uuid(),
  kind: lineKindSchema,
  identifier: z.string(),
  label: z.string().nullable(),
});

/** `line/<id>`: another organization holds the line, directly below the one before, or one that takes it back. */
export const lineAssigned = defineEvent('tenancy.line.assigned.v1', 'A line was assigned', {
  lineId: z.uuid(),
  organizationId: z.uuid(),
  /** The organization that held it before. */
  fromOrganizationId: z.uuid(),
  outcome: openEnum(['assigned', 'taken_back']),
});

const grants = {
  /** Keys of roles that are built in, and ids of roles that an organization made. */
  roleIds: z.array(z.string()),
  modules: z.array(z.string()),
  /** `null` lets into all sub-accounts of the organization. */
  subAccountIds: z.array(z.uuid()).nullable(),
};

/** `access/<user id>`: what the user may do, from now on. */
export const accessGranted = defineEvent('tenancy.access.granted.v1', 'Access was granted', {
  userId: z.uuid(),
  organizationId: z.uuid(),
  accountType: accountTypeSchema,
  roleIds: grants.roleIds.optional(),
  modules: grants.modules.optional(),
  subAccountIds: grants.subAccountIds.optional(),
});

/** `access/<user id>`: what the user may do has changed; these are the new values. */
export const accessChanged = defineEvent('tenancy.access.changed.v1', 'Access was changed', {
  userId: z.uuid(),
  organizationId: z.uuid(),
  accountType: accountTypeSchema,
  ...grants,
});

/**
 * `access/<user id>`, beside `accessGranted`: what identity's event named could no longer be given when it arrived (a role
 * was deleted meanwhile, a module withdrawn). The user has the account type, without these parts.
 */
export const accessRejected = defineEvent('tenancy.access.rejected.v1', 'A part of an access was refused', {
  userId: z.uuid(),
  organizationId: z.uuid(),
  rule: openEnum([
    'not_of_organization',
    'role_needs_higher_account_type',
    'module_for_administrators',
    'grant_not_held',
  ]),
  refused: z.object({ ...grants, subAccountIds: z.array(z.uuid()) }),
});

const roleFacts = {
  roleId: z.uuid(),
  organizationId: z.uuid(),
  name: z.string(),
  description: z.string(),
  lowestAccountType: accountTypeSchema,
  permissions: z.array(z.string()),
};
/** `role/<id>`: an organization has made a role. */
export const roleCreated = defineEvent('tenancy.role.created.v1', 'A role was created', roleFacts);
/** `role/<id>`: these are the new values; those who hold it may do this from now on. */
export const roleChanged = defineEvent('tenancy.role.changed.v1', 'A role was changed', roleFacts);
/** `role/<id>`: nobody held it. */
export const roleDeleted = defineEvent('tenancy.role.deleted.v1', 'A role was deleted', {
  roleId: z.uuid(),
  organizationId: z.uuid(),
  /** As it was called. */
  name: z.string().optional(),
});

/** `module/<key>`: the operator has named a module of the product, or a new one. */
export const moduleChanged = defineEvent('tenancy.module.changed.v1', 'A module was changed', {
  key: z.string(),
  name: z.string(),
  adminOnly: z.boolean(),
  position: z.number().int(),
});

const subAccountFacts = { subAccountId: z.uuid(), organizationId: z.uuid(), name: z.string() };
/** `sub-account/<id>`: an organization has made a sub-account. */
export const subAccountCreated = defineEvent(
  'tenancy.sub-account.created.v1',
  'A sub-account was created',
  subAccountFacts,
);
/** `sub-account/<id>`: it has another name. */
export const subAccountChanged = defineEvent(
  'tenancy.sub-account.changed.v1',
  'A sub-account was changed',
  subAccountFacts,
);
/** `sub-account/<id>`: nobody was let into it alone. */
export const subAccountDeleted = defineEvent('tenancy.sub-account.deleted.v1', 'A sub-account was deleted', {
  subAccountId: z.uuid(),
  organizationId: z.uuid(),
  /** As it was called. */
  name: z.string().optional(),
});

const serviceCenterId = z.uuid();
/** `service-center/<id>`: a service center exists (A6). */
export const serviceCenterCreated = defineEvent(
  'tenancy.service-center.created.v1',
  'A service center was created',
  { serviceCenterId, organizationId: z.uuid(), name: z.string() },
);

/** `service-center/<id>`: it has another name. */
export const serviceCenterRenamed = defineEvent(
  'tenancy.service-center.renamed.v1',
  'A service center was renamed',
  { serviceCenterId, name: z.string() },
);

const part = { partId: z.uuid(), kind: openEnum(['customer', 'entity']), name: z.string() };
/** `service-center/<id>`: it has further customers or service entities. */
export const serviceCenterPartsAdded = defineEvent(
  'tenancy.service-center.parts-added.v1',
  'Customers or service entities were added to a service center',
  { serviceCenterId, parts: z.array(z.object(part)).min(1) },
);

/** `service-center/<id>`: a customer or service entity is gone; bindings that named it say so themselves. */
export const serviceCenterPartRemoved = defineEvent(
  'tenancy.service-center.part-removed.v1',
  'A customer or service entity was removed from a service center',
  { serviceCenterId, ...part },
);

/** `service-center/<id>`: the organizations that it is shared with from now on. */
export const serviceCenterShared = defineEvent(
  'tenancy.service-center.shared.v1',
  'A service center was shared',
  { serviceCenterId, organizationIds: z.array(z.uuid()) },
);

const binding = {
  userId: z.uuid(),
  serviceCenterId,
  /** The lock. */
  owned: z.boolean(),
  /** `null` opens all, also those that come later. */
  customerIds: z.array(z.uuid()).nullable(),
  entityIds: z.array(z.uuid()).nullable(),
};
/** `access/<user id>`: the user is bound to a service center, or bound otherwise; these are the new values (A6, A7). */
export const serviceCenterBound = defineEvent(
  'tenancy.access.service-center-bound.v1',
  'A user was bound to a service center',
  {
    ...binding,
    /** Whose access was copied (A10). */
    copiedFromUserId: z.uuid().optional(),
  },
);

/** `access/<user id>`: the user is no longer bound to a service center; the values that were. */
export const serviceCenterUnbound = defineEvent(
  'tenancy.access.service-center-unbound.v1',
  'A user is no longer bound to a service center',
  binding,
);

/** `access/<user id>`: how many dialogues a chat operator may have at once, from now on (A13). */
export const dialogueLimitChanged = defineEvent(
  'tenancy.access.dialogue-limit-changed.v1',
  'The maximum number of dialogues of a chat operator was changed',
  { userId: z.uuid(), organizationId: z.uuid(), maximum: z.int() },
);

const dialogue = { dialogueId: z.uuid(), organizationId: z.uuid(), userId: z.uuid() };
/** `dialogue/<id>`: a dialogue was dealt to the chat operator `userId` (A13). */
export const dialogueOpened = defineEvent('tenancy.dialogue.opened.v1', 'A dialogue was dealt', dialogue, {
  reference: z.string().nullable(),
});
/** `dialogue/<id>`: the place of the operator is free again. */
export const dialogueClosed = defineEvent('tenancy.dialogue.closed.v1', 'A dialogue was closed', dialogue);
