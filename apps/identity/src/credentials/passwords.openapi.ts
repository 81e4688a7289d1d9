import {
  changePasswordRequestSchema,
  forgotPasswordRequestSchema,
  passwordResetResultSchema,
  setPasswordRequestSchema,
} from '@tenantry/contracts';
import { answer, body, path, signedIn } from '../openapi-parts';

/** What of identity's HTTP API is about ways to a password. */
export const passwordPaths = {
  '/v1/password-resets': {
    post: {
      operationId: 'forgotPassword',
      summary: 'Ask for a link with which a forgotten password is chosen anew; it is mailed',
      requestBody: body(forgotPasswordRequestSchema),
      responses: { 202: { description: 'The same, whether or not there is such an account.' } },
    },
  },
  '/v1/passwords': {
    post: {
      operationId: 'setPassword',
      summary:
        'Spend the code of a welcome, a reset, a forgotten or a one-off password: choose one and sign in',
      requestBody: body(setPasswordRequestSchema),
      responses: { 201: signedIn('Signed in; every other session has ended.') },
    },
  },
  '/v1/account/password': {
    put: {
      operationId: 'changePassword',
      summary: 'Change one’s own password; every other session ends',
      description:
        'Answers 403 `password.wrong`, 403 `mirroring.not_allowed` while one acts as another user.',
      requestBody: body(changePasswordRequestSchema),
      responses: { 200: signedIn('Changed; this is the session from now on.') },
    },
  },
  '/v1/users/{userId}/password-reset': {
    post: {
      operationId: 'resetPassword',
      summary:
        'Reset a user’s password: the old one is void at once, their sessions end, and they get a new way to one',
      description:
        'Answers 409 `user.invited` where the invitation is to be sent again instead, 409 `user.wrong_status`, 409 `user.self`.',
      requestParams: { path },
      responses: { 200: answer('Reset.', passwordResetResultSchema) },
    },
  },
};
