import {
  activateUserRequestSchema,
  blockUserRequestSchema,
  commandResultSchema,
  deactivateUserRequestSchema,
  removeUserRequestSchema,
  unblockUserRequestSchema,
} from '@tenantry/contracts';
import { answer, body, path } from '../openapi-parts';

/** What of identity's HTTP API changes a user. */
export const userLifePaths = {
  '/v1/users/{userId}/block': {
    post: {
      operationId: 'blockUser',
      summary: 'Block an active user; their sessions end',
      requestParams: { path },
      requestBody: body(blockUserRequestSchema),
      responses: { 200: answer('Blocked.', commandResultSchema) },
    },
  },
  '/v1/users/{userId}/unblock': {
    post: {
      operationId: 'unblockUser',
      summary: 'Unblock a blocked user',
      requestParams: { path },
      requestBody: body(unblockUserRequestSchema),
      responses: { 200: answer('Active again.', commandResultSchema) },
    },
  },
  '/v1/users/{userId}/deactivate': {
    post: {
      operationId: 'deactivateUser',
      summary: 'Deactivate an active user; their sessions end',
      description: 'Answers 409 `user.wrong_status`, 409 `user.last_master`, 409 `user.self`.',
      requestParams: { path },
      requestBody: body(deactivateUserRequestSchema),
      responses: { 200: answer('Deactivated.', commandResultSchema) },
    },
  },
  '/v1/users/{userId}/activate': {
    post: {
      operationId: 'activateUser',
      summary: 'Activate a deactivated user again',
      description: 'Answers 409 `user.wrong_status`.',
      requestParams: { path },
      requestBody: body(activateUserRequestSchema),
      responses: { 200: answer('Active again.', commandResultSchema) },
    },
  },
  '/v1/users/{userId}/remove': {
    post: {
      operationId: 'removeUser',
      summary: 'Remove a user for ever; user name and e-mail are free again, the history stays',
      description:
        'The password is one’s own. Answers 403 `password.wrong`, 409 `user.online` with `lastSeenAt` unless they are to be signed out first, 409 `user.last_master`, 409 `user.self`, 403 `mirroring.not_allowed` while one acts as another user.',
      requestParams: { path },
      requestBody: body(removeUserRequestSchema),
      responses: { 200: answer('Removed.', commandResultSchema) },
    },
  },
};
