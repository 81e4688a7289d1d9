import { z } from 'zod';
import { accountTypeSchema, moduleKeySchema, permissionSchema, roleIdSchema } from '../values';
import { decisionSchema, userActSchema } from './decisions';
import { organizationReferenceSchema } from './organizations';

/** A text that people read in one line. */
const name = z.string().trim().min(1).max(100);

/**
 * `GET /v1/organizations/{organizationId}/administrators`: the active administrators who manage users, of those whom the
 * signed-in user sees; masters first, then by name (A12).
 */
export const administratorsQuerySchema = z.strictObject({
  cursor: z.string().max(1000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const administratorListSchema = z
  .object({
    items: z.array(
      z.object({
        userId: z.uuid(),
        userName: z.string(),
        firstName: z.string().nullable(),
        lastName: z.string().nullable(),
        email: z.string(),
        accountType: accountTypeSchema,
        mirror: decisionSchema.meta({ description: 'Whether the signed-in user may act as them.' }),
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'AdministratorList' });

/** What an own role can hold: operating the installation comes with being a master of its root, never with a role. */
export const rolePermissionSchema = permissionSchema.exclude(['installation.operate']);

const role = z.object({
  roleId: roleIdSchema,
  builtIn: z.boolean(),
  /** `null` for those that are built in: the console holds their names and help texts. */
  name: z.string().nullable(),
  description: z.string().nullable(),
  /** Who made it; `null` for those that are built in, and where that organization lies above the signed-in user's. */
  organization: organizationReferenceSchema.nullable(),
  lowestAccountType: accountTypeSchema,
  permissions: z.array(permissionSchema),
});
const moduleShape = { key: moduleKeySchema, name: z.string(), adminOnly: z.boolean() };
const subAccount = z.object({ subAccountId: z.uuid(), name: z.string() });

/** `GET /v1/users/{userId}/access`: what the user may do, and what the signed-in user may do to them. */
export const userAccessSchema = z
  .object({
    userId: z.uuid(),
    accountType: accountTypeSchema,
    organization: organizationReferenceSchema.extend({ path: z.array(organizationReferenceSchema) }),
    roles: z.array(role),
    modules: z.array(z.object(moduleShape)),
    /** `null` lets into all sub-accounts of the organization. */
    subAccounts: z.array(subAccount).nullable(),
    /** What rank and roles together let the user do. */
    permissions: z.array(permissionSchema),
    /** The version of `access/<user id>`: a change names it. */
    version: z.int(),
    acts: z.array(z.object({ act: userActSchema, decision: decisionSchema })),
    rejected: z
      .object({
        at: z.iso.datetime(),
        rule: z.string().meta({ description: 'Why, as `rule` of a decision.' }),
        roles: z.array(z.object({ roleId: z.string(), name: z.string().nullable() })),
        modules: z.array(z.object({ key: z.string(), name: z.string().nullable() })),
        subAccounts: z.array(z.object({ subAccountId: z.string(), name: z.string().nullable() })),
      })
      .nullable()
      .meta({
        description:
          'What was granted when the user was created and could not be given any more, until the access is changed the next time. A name is null where there is no such thing any more.',
      }),
  })
  .meta({ id: 'UserAccess' });

/** `PUT /v1/users/{userId}/access`: the whole access of a user, in place of what they have. */
export const changeAccessRequestSchema = z.strictObject({
  version: z
    .int()
    .nonnegative()
    .meta({ description: 'The version that was read; 409 `access.changed` if it moved on.' }),
  accountType: accountTypeSchema,
  roleIds: z.array(roleIdSchema).max(50),
  modules: z.array(moduleKeySchema).max(100),
  subAccountIds: z
    .array(z.uuid())
    .max(500)
    .nullable()
    .meta({ description: '`null` lets into all sub-accounts of the organization.' }),
});

/** What a command has written: a subject of the event log and its version. */
export const writtenSchema = z.object({ subject: z.string(), version: z.int() }).meta({ id: 'Written' });

const pageQuery = z.strictObject({
  cursor: z.string().max(1000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
/** `null` on the last page. */
const nextCursor = z.string().nullable();

const grantableRoleSchema = role.extend({ decision: decisionSchema });
const grantableSubAccountSchema = subAccount.extend({ decision: decisionSchema });

/**
 * `GET /v1/organizations/{organizationId}/grantable/roles` and `…/sub-accounts`: pages of the same, or of those in whose names
 * every word of `q` is found. Roles that are built in have no name here and are in `GET …/grantable` alone.
 */
export const grantablePartsQuerySchema = pageQuery.extend({ q: z.string().max(200).optional() });
export const grantableRolesSchema = z
  .object({ items: z.array(grantableRoleSchema), nextCursor })
  .meta({ id: 'GrantableRoles' });
export const grantableSubAccountsSchema = z
  .object({ items: z.array(grantableSubAccountSchema), nextCursor })
  .meta({ id: 'GrantableSubAccounts' });

/**
 * `GET /v1/organizations/{organizationId}/grantable`: what there is to give to a user of the organization, and whether
 * the signed-in user may give it (A2–A4). A role or module also needs an account type that may hold it.
 */
export const grantableSchema = z
  .object({
    organizationId: z.uuid(),
    accountTypes: z.array(
      z.object({
        accountType: accountTypeSchema,
        /** To a user who is there already. */
        decision: decisionSchema,
        /** To somebody who is invited: a master is named later, by a master. */
        decisionForNewcomer: decisionSchema,
      }),
    ),
    roles: z.array(grantableRoleSchema).meta({
      description:
        'Those that are built in, and the first page of the others; the next ones have `GET /v1/organizations/{organizationId}/grantable/roles`.',
    }),
    rolesCursor: nextCursor.meta({ description: 'Where the next page begins; null: there is no more.' }),
    modules: z.array(z.object({ ...moduleShape, decision: decisionSchema })),
    subAccounts: z.array(grantableSubAccountSchema).meta({
      description:
        'The first page; the next ones have `GET /v1/organizations/{organizationId}/grantable/sub-accounts`.',
    }),
    subAccountsCursor: nextCursor.meta({
      description: 'Where the next page begins; null: there is no more.',
    }),
    /** Whether all sub-accounts can be opened at once, also those to come. */
    allSubAccounts: decisionSchema,
  })
  .meta({ id: 'Grantable' });

/** `GET /v1/organizations/{organizationId}/roles`: built-in ones first, then own ones of it and those above it, by name. */
export const roleSchema = role
  .extend({
    /** 0 for those that are built in. */
    version: z.int(),
    /** How many users hold it whom the signed-in user sees, at most 1,000; `null` for those that are built in. */
    holders: z.int().nullable(),
    /** Whether the signed-in user may change or delete it. */
    change: decisionSchema,
  })
  .meta({ id: 'Role' });

/** `GET /v1/organizations/{organizationId}/roles`: the own roles by the depth of their organization and by name. */
export const rolesQuerySchema = pageQuery;
export const roleListSchema = z
  .object({
    items: z.array(roleSchema).meta({
      description:
        'The first page begins with the roles that are built in, which are not counted by `limit`.',
    }),
    nextCursor,
  })
  .meta({ id: 'RoleList' });

const roleText = { name, description: z.string().trim().max(500) };
/** `POST /v1/organizations/{organizationId}/roles`. A role with any permission is for administrators (A3). */
export const createRoleRequestSchema = z.strictObject({
  ...roleText,
  lowestAccountType: accountTypeSchema,
  permissions: z.array(rolePermissionSchema).max(50),
});
/** `PATCH /v1/roles/{roleId}`: what is left out stays. */
export const changeRoleRequestSchema = createRoleRequestSchema.partial().extend({
  version: z
    .int()
    .positive()
    .meta({ description: 'The version that was read; 409 `role.changed` if it moved on.' }),
});
export const roleCreatedSchema = writtenSchema.extend({ roleId: z.uuid() }).meta({ id: 'RoleCreated' });

/** `GET /v1/modules`: for the operator. */
export const moduleListSchema = z
  .object({
    items: z.array(
      z.object({
        ...moduleShape,
        position: z.int(),
        /** 0 until it is changed, for those that an installation begins with. */
        version: z.int(),
        /** Pricing, payment and user management are never for standard accounts. */
        alwaysAdminOnly: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'ModuleList' });
/** `PUT /v1/modules/{key}`: names a module, or makes a new one. */
export const putModuleRequestSchema = z.strictObject({
  name,
  adminOnly: z.boolean(),
  position: z.int().min(0).max(1000),
  version: z.int().min(0).nullable().meta({
    description:
      'The version that was read, null for a new module; 409 `module.changed` if it moved on, or if there is such a module.',
  }),
});

/** `GET /v1/organizations/{organizationId}/sub-accounts`: by name. */
export const subAccountsQuerySchema = pageQuery;
export const subAccountListSchema = z
  .object({
    items: z.array(
      subAccount.extend({
        /** How many users are let into it one by one; it can be deleted when there are none. */
        users: z.int(),
        version: z.int(),
      }),
    ),
    nextCursor,
  })
  .meta({ id: 'SubAccountList' });
/** `POST /v1/organizations/{organizationId}/sub-accounts`. */
export const subAccountRequestSchema = z.strictObject({ name });
/** `PATCH /v1/sub-accounts/{subAccountId}`. */
export const renameSubAccountRequestSchema = subAccountRequestSchema.extend({
  version: z
    .int()
    .positive()
    .meta({ description: 'The version that was read; 409 `sub_account.changed` if it moved on.' }),
});
export const subAccountCreatedSchema = writtenSchema
  .extend({ subAccountId: z.uuid() })
  .meta({ id: 'SubAccountCreated' });
