import {
  administratorListSchema,
  administratorsQuerySchema,
  changeAccessRequestSchema,
  changeRoleRequestSchema,
  createRoleRequestSchema,
  grantablePartsQuerySchema,
  grantableRolesSchema,
  grantableSchema,
  grantableSubAccountsSchema,
  historyPageSchema,
  historyQuerySchema,
  moduleKeySchema,
  moduleListSchema,
  putModuleRequestSchema,
  renameSubAccountRequestSchema,
  roleCreatedSchema,
  roleListSchema,
  roleSchema,
  rolesQuerySchema,
  subAccountCreatedSchema,
  subAccountListSchema,
  subAccountRequestSchema,
  subAccountsQuerySchema,
  userAccessSchema,
  writtenSchema,
} from '@tenantry/contracts';
import { idempotencyHeader, type OpenApiPaths } from '@tenantry/service-defaults';
import { z } from 'zod';
import { answer, body } from './answer';

const userPath = { path: z.object({ userId: z.uuid() }) };
const organizationPath = { path: z.object({ organizationId: z.uuid() }) };
const rolePath = { path: z.object({ roleId: z.uuid() }) };
const subAccountPath = { path: z.object({ subAccountId: z.uuid() }) };
const written = answer('What has been written.', writtenSchema);

const refusals =
  'Answers 403 `grant.not_allowed` with `rule` and `mend` where more would be given than the signed-in user may give.';

/** What users may do: access, roles, modules and sub-accounts. */
export const accessPaths: OpenApiPaths = {
  '/v1/users/{userId}/access': {
    get: {
      operationId: 'getUserAccess',
      summary: 'What a user may do, and what the signed-in user may do to them',
      requestParams: userPath,
      responses: answer('The access, with a decision for each act.', userAccessSchema),
    },
    put: {
      operationId: 'changeUserAccess',
      summary: 'Gives a user this access in place of what they have',
      description: `It holds from the user's next request on. ${refusals} Answers 409 \`user.self\` for oneself, 409 \`user.last_master\` where the organization would be left without an active master, and 409 \`access.changed\` where the version has moved on.`,
      requestParams: userPath,
      requestBody: body(changeAccessRequestSchema),
      responses: written,
    },
  },
  '/v1/users/{userId}/access-history': {
    get: {
      operationId: 'listUserAccessHistory',
      summary: "What happened to a user's access and bindings, newest first",
      description:
        'Besides the history of identity, which has the user’s life. Service centers have a `name`; of those that the signed-in user does not see not even the id is told.',
      requestParams: { ...userPath, query: historyQuerySchema },
      responses: answer('One page. `nextCursor` is null on the last one.', historyPageSchema),
    },
  },
  '/v1/organizations/{organizationId}/administrators': {
    get: {
      operationId: 'listAdministrators',
      summary: 'The active administrators of an organization, and as whom of them the signed-in user may act',
      description:
        'Those who manage users and whom the signed-in user sees: masters first, then by name. One page; `nextCursor` is null on the last one.',
      requestParams: { ...organizationPath, query: administratorsQuerySchema },
      responses: answer('The administrators, each with a decision.', administratorListSchema),
    },
  },
  '/v1/organizations/{organizationId}/grantable': {
    get: {
      operationId: 'listGrantable',
      summary:
        'What there is to give to users of an organization, and what of it the signed-in user may give',
      requestParams: organizationPath,
      responses: answer(
        'Account types, roles, modules and sub-accounts, each with a decision.',
        grantableSchema,
      ),
    },
  },
  '/v1/organizations/{organizationId}/grantable/roles': {
    get: {
      operationId: 'listGrantableRoles',
      summary:
        'The roles made by organizations that users of this one can be given, page by page, or those that are searched for',
      requestParams: { ...organizationPath, query: grantablePartsQuerySchema },
      responses: answer(
        'One page, each with a decision. `nextCursor` is null on the last one.',
        grantableRolesSchema,
      ),
    },
  },
  '/v1/organizations/{organizationId}/grantable/sub-accounts': {
    get: {
      operationId: 'listGrantableSubAccounts',
      summary:
        'The sub-accounts that users of an organization can be let into, page by page, or those that are searched for',
      requestParams: { ...organizationPath, query: grantablePartsQuerySchema },
      responses: answer(
        'One page, each with a decision. `nextCursor` is null on the last one.',
        grantableSubAccountsSchema,
      ),
    },
  },
  '/v1/organizations/{organizationId}/roles': {
    get: {
      operationId: 'listRoles',
      summary: 'The roles that users of an organization can hold: built in, its own and those made above it',
      requestParams: { ...organizationPath, query: rolesQuerySchema },
      responses: answer('One page. `nextCursor` is null on the last one.', roleListSchema),
    },
    post: {
      operationId: 'createRole',
      summary: 'Makes a role of the organization',
      description: `${refusals} Answers 422 \`role.for_administrators\` where standard accounts could hold a role with permissions, and 409 \`role.name_taken\`.`,
      requestParams: { ...organizationPath, header: idempotencyHeader },
      requestBody: body(createRoleRequestSchema),
      responses: answer('The role is there.', roleCreatedSchema, 201),
    },
  },
  '/v1/roles/{roleId}': {
    get: {
      operationId: 'getRole',
      summary: 'A role that an organization has made',
      requestParams: rolePath,
      responses: answer('The role.', roleSchema),
    },
    patch: {
      operationId: 'changeRole',
      summary: 'Changes a role, and with it at once what everybody may do who holds it',
      description: `${refusals} Answers 409 \`role.changed\` where the version has moved on, 409 \`role.held\` where accounts hold it that would be too low for it, and 409 \`role.held_unseen\` with \`holders\`, their number, where what it lets do would change for users whom the signed-in user does not see.`,
      requestParams: rolePath,
      requestBody: body(changeRoleRequestSchema),
      responses: written,
    },
    delete: {
      operationId: 'deleteRole',
      summary: 'Deletes a role that nobody holds',
      description: `${refusals} Answers 409 \`role.held\` with \`holders\`, their number, where somebody holds it.`,
      requestParams: rolePath,
      responses: written,
    },
  },
  '/v1/modules': {
    get: {
      operationId: 'listModules',
      summary: 'The modules of the product; for the operator',
      responses: answer('The modules by position.', moduleListSchema),
    },
  },
  '/v1/modules/{key}': {
    put: {
      operationId: 'putModule',
      summary: 'Names a module, or makes a new one; for the operator',
      description:
        'Answers 422 `module.for_administrators` where pricing, payment or user management would be for everybody, 409 `module.changed` where the version has moved on, and 409 `module.held` with `holders`, their number, where standard accounts open a module that is to be for administrators only.',
      requestParams: { path: z.object({ key: moduleKeySchema }) },
      requestBody: body(putModuleRequestSchema),
      responses: written,
    },
  },
  '/v1/organizations/{organizationId}/sub-accounts': {
    get: {
      operationId: 'listSubAccounts',
      summary: 'The sub-accounts of an organization',
      requestParams: { ...organizationPath, query: subAccountsQuerySchema },
      responses: answer('One page by name. `nextCursor` is null on the last one.', subAccountListSchema),
    },
    post: {
      operationId: 'createSubAccount',
      summary: 'Makes a sub-account of the organization',
      description: 'Answers 409 `sub_account.name_taken`.',
      requestParams: { ...organizationPath, header: idempotencyHeader },
      requestBody: body(subAccountRequestSchema),
      responses: answer('The sub-account is there.', subAccountCreatedSchema, 201),
    },
  },
  '/v1/sub-accounts/{subAccountId}': {
    patch: {
      operationId: 'renameSubAccount',
      summary: 'Gives a sub-account another name',
      description:
        'Answers 409 `sub_account.changed` where the version has moved on, 409 `sub_account.name_taken`.',
      requestParams: subAccountPath,
      requestBody: body(renameSubAccountRequestSchema),
      responses: written,
    },
    delete: {
      operationId: 'deleteSubAccount',
      summary: 'Deletes a sub-account',
      description:
        'Answers 409 `sub_account.held` with `holders`, their number, while users are let into it one by one.',
      requestParams: subAccountPath,
      responses: written,
    },
  },
};
