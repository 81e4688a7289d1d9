import {
  acceptInvitationRequestSchema,
  inviteUsersRequestSchema,
  inviteUsersResponseSchema,
} from '@tenantry/contracts';
import { idempotencyHeader } from '@tenantry/service-defaults';
import { answer, body, signedIn } from '../openapi-parts';

/** What of identity's HTTP API is about invitations. */
export const invitationPaths = {
  '/v1/invitations': {
    post: {
      operationId: 'inviteUsers',
      summary: 'Invite up to 500 addresses into an organization',
      requestParams: { header: idempotencyHeader },
      requestBody: body(inviteUsersRequestSchema),
      responses: { 200: answer('An outcome for each address.', inviteUsersResponseSchema) },
    },
  },
  '/v1/invitations/accept': {
    post: {
      operationId: 'acceptInvitation',
      summary: 'Spend the code of an invitation: choose a password and sign in',
      requestBody: body(acceptInvitationRequestSchema),
      responses: { 201: signedIn('Signed in.') },
    },
  },
};
