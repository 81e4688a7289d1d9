import {
  activateUserRequestSchema,
  blockUserRequestSchema,
  changeEmailRequestSchema,
  commandResultSchema,
  deactivateUserRequestSchema,
  editUserRequestSchema,
  editUserResultSchema,
  removeUserRequestSchema,
  supportReportRequestSchema,
  unblockUserRequestSchema,
} from '@tenantry/contracts';
import { ifMatchHeader } from '@tenantry/service-defaults';
import { z } from 'zod';
import { answer, body, path } from '../openapi-parts';

/** The tag of a profile, to be named by whoever edits it. */
export const profileTag = z.object({
  ETag: z.string().meta({
    description:
      'The revision of names, language and e-mail, for `If-Match`; status and sign-ins are not under it.',
  }),
});

/** `PATCH /v1/users/{userId}`. */
export const editUserOperation = {
  operationId: 'editUser',
  summary: 'Edit names and language of a user, or one’s own; what is left out stays',
  description:
    'Answers 412 `profile.changed` with the profile as it is by now (`present`), 428 `precondition.required`. Organization and user name never change.',
  requestParams: { path, header: ifMatchHeader },
  requestBody: body(editUserRequestSchema),
  responses: { 200: { ...answer('Edited.', editUserResultSchema), headers: profileTag } },
};

/** What of identity's HTTP API changes a user. */
export const userLifePaths = {
  '/v1/users/{userId}/email': {
    put: {
      operationId: 'changeEmail',
      summary: 'Put another address in place of a wrong one; both are told',
      description:
        'Links that went to the old address are void; whoever has never signed in gets theirs at the new one. Answers 400 `request.invalid` at `/email`, 409 `user.email_taken` with `userId`, 409 `user.self`, 403 `mirroring.not_allowed` while one acts as another user.',
      requestParams: { path },
      requestBody: body(changeEmailRequestSchema),
      responses: {
        202: {
          description:
            'The same where somebody has the address whom the asker does not see: then nothing has changed, and they are told.',
        },
      },
    },
  },
  '/v1/users/{userId}/support-report': {
    post: {
      operationId: 'reportToSupport',
      summary: 'Mail support what nobody can change here, such as a wrong user name',
      description:
        'It goes to the address that the organization or one above it names, else to that of the installation. Answers 409 `support.not_named` where there is none.',
      requestParams: { path },
      requestBody: body(supportReportRequestSchema),
      responses: { 200: answer('It is on its way and stands in the history.', commandResultSchema) },
    },
  },
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
