import {
  bulkJobSchema,
  acceptInvitationRequestSchema,
  commandResultSchema,
  invitationResentSchema,
  inviteUsersRequestSchema,
  inviteUsersResponseSchema,
} from '@tenantry/contracts';
import { idempotencyHeader } from '@tenantry/service-defaults';
import { z } from 'zod';
import { answer, body, path, signedIn } from '../openapi-parts';

/** What of identity's HTTP API is about invitations. */
export const invitationPaths = {
  '/v1/invitations': {
    post: {
      operationId: 'inviteUsers',
      summary: 'Invite up to 10,000 addresses into an organization',
      description:
        'Up to 100 are answered at once, with an outcome each. More are a job, whose items have the same outcomes as `outcome`; repeated addresses are folded. Answers 422 `invitation.too_many_addresses`.',
      requestParams: { header: idempotencyHeader },
      requestBody: body(inviteUsersRequestSchema),
      responses: {
        200: answer('An outcome for each address.', inviteUsersResponseSchema),
        202: {
          ...answer('A job has begun.', bulkJobSchema),
          headers: z.object({ Location: z.string().meta({ description: 'The address of the job.' }) }),
        },
      },
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
  '/v1/users/{userId}/invitation/resend': {
    post: {
      operationId: 'resendInvitation',
      summary: 'Send an invitation again, with a new link and a new time; the old link is dead',
      description: 'Answers 409 `user.wrong_status`, 409 `user.not_invited`, 409 `organization.suspended`.',
      requestParams: { path },
      responses: { 200: answer('The mail is on its way.', invitationResentSchema) },
    },
  },
  '/v1/users/{userId}/invitation/revoke': {
    post: {
      operationId: 'revokeInvitation',
      summary: 'Take an invitation back: the pending user is removed, nobody is mailed',
      description: 'Answers 409 `user.wrong_status`, 409 `user.not_invited`.',
      requestParams: { path },
      responses: { 200: answer('Removed.', commandResultSchema) },
    },
  },
};
