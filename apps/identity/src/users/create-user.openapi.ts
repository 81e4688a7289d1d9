import {
  createdUserSchema,
  createUserRequestSchema,
  userNameProposalSchema,
  userNameQuerySchema,
} from '@tenantry/contracts';
import { idempotencyHeader } from '@tenantry/service-defaults';
import { answer, body } from '../openapi-parts';

/** What of identity's HTTP API creates users. */
export const createUserPaths = {
  '/v1/users': {
    post: {
      operationId: 'createUser',
      summary: 'Create a user in one’s own organization or in one below it',
      description:
        'Answers 403 `password.wrong`, 409 `user.email_taken`, 409 `user_name.taken`, 409 `organization.suspended`, 400 with `email.malformed` or `email.disposable` at `/email`.',
      requestParams: { header: idempotencyHeader },
      requestBody: body(createUserRequestSchema),
      responses: { 201: answer('Created, and not yet active.', createdUserSchema) },
    },
  },
  '/v1/user-names/proposal': {
    get: {
      operationId: 'proposeUserName',
      summary: 'A free user name for an address, and whether another one is free',
      requestParams: { query: userNameQuerySchema },
      responses: { 200: answer('Free at this moment.', userNameProposalSchema) },
    },
  },
};
