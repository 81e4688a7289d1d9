import {
  assignLinesRequestSchema,
  assignLinesResponseSchema,
  createOrganizationRequestSchema,
  editOrganizationRequestSchema,
  historyPageSchema,
  historyQuerySchema,
  linePageSchema,
  linesQuerySchema,
  organizationChildrenQuerySchema,
  organizationChildrenSchema,
  organizationDetailsSchema,
  organizationKeyUsersSchema,
  organizationListSchema,
  organizationPoliciesSchema,
  organizationResultSchema,
  organizationsQuerySchema,
  organizationStatusRequestSchema,
  registerLineRequestSchema,
  registerLineResponseSchema,
  setKeyUsersRequestSchema,
  setPoliciesRequestSchema,
} from '@tenantry/contracts';
import { idempotencyHeader, type OpenApiPaths } from '@tenantry/service-defaults';
import { z } from 'zod';
import { answer, body } from './answer';

const path = z.object({ organizationId: z.uuid() });
const result = answer('What it is from now on.', organizationResultSchema);

const statusChange = (operationId: string, summary: string, description: string) => ({
  post: {
    operationId,
    summary,
    description: `${description} Answers 409 \`organization.own\` for one's own organization, and 409 \`organization.wrong_status\` where it is so already.`,
    requestParams: { path },
    requestBody: body(organizationStatusRequestSchema),
    responses: result,
  },
});

/** Organizations and their lines. */
export const organizationPaths: OpenApiPaths = {
  '/v1/organizations': {
    get: {
      operationId: 'listOrganizations',
      summary: 'The organizations of the own subtree by name',
      requestParams: { query: organizationsQuerySchema },
      responses: answer('The organizations, by name.', organizationListSchema),
    },
    post: {
      operationId: 'createOrganization',
      summary: 'Creates an organization below one of the own subtree',
      description:
        'Below an operator: resellers, companies and customers; below a reseller: companies and customers; below a company or a customer: customers. A path has 8 organizations at most.',
      requestParams: { header: idempotencyHeader },
      requestBody: body(createOrganizationRequestSchema),
      responses: answer('It exists.', organizationResultSchema, 201),
    },
  },
  '/v1/organizations/{organizationId}': {
    get: {
      operationId: 'getOrganization',
      summary: 'An organization, with a decision for each act',
      requestParams: { path },
      responses: answer('The organization.', organizationDetailsSchema),
    },
    patch: {
      operationId: 'editOrganization',
      summary: 'Changes name and details',
      description:
        'Answers 409 `organization.changed`, with the organization as it is in `current`, where `version` is not the one that was read.',
      requestParams: { path },
      requestBody: body(editOrganizationRequestSchema),
      responses: result,
    },
  },
  '/v1/organizations/{organizationId}/children': {
    get: {
      operationId: 'listOrganizationChildren',
      summary: 'The organizations directly below, by name',
      requestParams: { path, query: organizationChildrenQuerySchema },
      responses: answer('One page. `nextCursor` is null on the last one.', organizationChildrenSchema),
    },
  },
  '/v1/organizations/{organizationId}/suspend': statusChange(
    'suspendOrganization',
    'Suspends an organization',
    'Nobody of it and of those below it can sign in until it is reopened; nothing is lost.',
  ),
  '/v1/organizations/{organizationId}/close': statusChange(
    'closeOrganization',
    'Closes an organization',
    'Nobody of it and of those below it can sign in; nothing is lost, and it can be reopened.',
  ),
  '/v1/organizations/{organizationId}/reopen': statusChange(
    'reopenOrganization',
    'Reopens an organization',
    'Below an organization that is suspended or closed it stays so in effect: see `effectiveStatus`.',
  ),
  '/v1/organizations/{organizationId}/policies': {
    get: {
      operationId: 'getOrganizationPolicies',
      summary: 'The policies in force, and where each comes from',
      requestParams: { path },
      responses: answer('The policies.', organizationPoliciesSchema),
    },
    put: {
      operationId: 'setOrganizationPolicies',
      summary: 'Sets the own policies; null inherits',
      requestParams: { path },
      requestBody: body(setPoliciesRequestSchema),
      responses: answer('The policies from now on.', organizationPoliciesSchema),
    },
  },
  '/v1/organizations/{organizationId}/key-users': {
    get: {
      operationId: 'getOrganizationKeyUsers',
      summary: 'Whom the organization names for requests of accounts',
      requestParams: { path },
      responses: answer('The key users.', organizationKeyUsersSchema),
    },
    put: {
      operationId: 'setOrganizationKeyUsers',
      summary: 'Names the key users',
      description:
        'Answers 404 `user.not_found` for somebody whom the signed-in user does not see, 422 `key_user.not_eligible` for one who is not active or belongs elsewhere.',
      requestParams: { path },
      requestBody: body(setKeyUsersRequestSchema),
      responses: answer('The key users from now on.', organizationKeyUsersSchema),
    },
  },
  '/v1/organizations/{organizationId}/history': {
    get: {
      operationId: 'listOrganizationHistory',
      summary: 'What happened to an organization, newest first',
      requestParams: { path, query: historyQuerySchema },
      responses: answer('One page. `nextCursor` is null on the last one.', historyPageSchema),
    },
  },
  '/v1/organizations/{organizationId}/lines': {
    get: {
      operationId: 'listLines',
      summary: 'The lines that an organization holds or has assigned on',
      requestParams: { path, query: linesQuerySchema },
      responses: answer('One page. `nextCursor` is null on the last one.', linePageSchema),
    },
    post: {
      operationId: 'registerLine',
      summary: 'Registers a line of an operator or a reseller',
      requestParams: { path, header: idempotencyHeader },
      requestBody: body(registerLineRequestSchema),
      responses: answer('It exists and is held by the organization.', registerLineResponseSchema, 201),
    },
  },
  '/v1/lines/assign': {
    post: {
      operationId: 'assignLines',
      summary: 'Assigns lines to an organization directly below, or takes them back from below',
      description: 'Each line stands for itself: the answer has a result a line, in their order.',
      requestBody: body(assignLinesRequestSchema),
      responses: answer('One result a line.', assignLinesResponseSchema),
    },
  },
};
