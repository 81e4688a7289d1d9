import {
  commandResultSchema,
  currentSessionSchema,
  endUserSessionsRequestSchema,
  historyPageSchema,
  historyQuerySchema,
  inspectCodeRequestSchema,
  inspectedCodeSchema,
  installationKeyUsersSchema,
  installationSchema,
  passwordChangeRequiredSchema,
  problemSchema,
  setIdleLimitRequestSchema,
  signInRequestSchema,
  signUpRequestSchema,
  startMirroringRequestSchema,
  userPresenceSchema,
  userProfileSchema,
  userSessionsSchema,
  verifySignUpRequestSchema,
} from '@tenantry/contracts';
import { openApiDocument, type OpenApiDocument } from '@tenantry/service-defaults';
import { auditPaths } from '@tenantry/service-defaults/audit';
import { deadLetterPaths } from '@tenantry/service-defaults/dead-letters';
import { operationsPaths } from '@tenantry/service-defaults/operations';
import { z } from 'zod';
import { jobPaths } from './bulk/jobs.openapi';
import { passwordPaths } from './credentials/passwords.openapi';
import { diagnosisPaths } from './diagnosis/diagnosis.openapi';
import { importPaths } from './imports/imports.openapi';
import { invitationPaths } from './invitations/invitations.openapi';
import { answer, body, path, signedIn } from './openapi-parts';
import { createUserPaths } from './users/create-user.openapi';
import { editUserOperation, profileTag, userLifePaths } from './users/user-life.openapi';

/** The OpenAPI 3.1 document of identity's HTTP API, made from the schemas that check its requests. */
export const identityOpenApi = (): OpenApiDocument =>
  openApiDocument({
    title: 'Tenantry identity',
    version: '1.0.0',
    paths: {
      ...auditPaths,
      ...deadLetterPaths,
      ...operationsPaths,
      '/v1/installation': {
        get: {
          operationId: 'getInstallation',
          summary: 'What everybody may know of this installation',
          responses: { 200: answer('The installation.', installationSchema) },
        },
      },
      '/v1/installation/key-users': {
        get: {
          operationId: 'listInstallationKeyUsers',
          summary: 'Whom somebody without an account may ask for one',
          description: 'The active key users of the root organization, for everybody.',
          responses: {
            200: answer('Names and addresses; none where none are named.', installationKeyUsersSchema),
          },
        },
      },
      '/v1/sign-ups': {
        post: {
          operationId: 'signUp',
          summary: 'Ask for an account; a link to verify the address is mailed',
          requestBody: body(signUpRequestSchema),
          responses: { 202: { description: 'The same, whether or not the address has an account already.' } },
        },
      },
      '/v1/sign-ups/verify': {
        post: {
          operationId: 'verifySignUp',
          summary: 'Spend the code of a verification link: open the account and sign in',
          requestBody: body(verifySignUpRequestSchema),
          responses: { 201: signedIn('Signed in as the master of the new organization.') },
        },
      },
      '/v1/codes/inspect': {
        post: {
          operationId: 'inspectCode',
          summary: 'What a link is for; spends nothing',
          requestBody: body(inspectCodeRequestSchema),
          responses: { 200: answer('The code can be spent.', inspectedCodeSchema) },
        },
      },
      ...invitationPaths,
      '/v1/sessions': {
        post: {
          operationId: 'signIn',
          summary: 'Sign in with an e-mail address or a user name, and a password',
          description:
            'With a wrong password the answer is the same for everybody. With the right one the refusal says why: `sign_in.blocked`, `sign_in.inactive`, `sign_in.not_activated`, `sign_in.one_off_expired`, `sign_in.one_off_used`, `sign_in.organization_suspended`, `sign_in.organization_closed`, with `since` and `keyUsers`.',
          requestBody: body(signInRequestSchema),
          responses: {
            201: signedIn('Signed in.'),
            403: {
              description:
                'Of `sign_in.password_change_required`: the one-off password is spent, and `passwordCode` leads to one’s own.',
              content: {
                'application/problem+json': {
                  schema: problemSchema.extend(passwordChangeRequiredSchema.partial().shape),
                },
              },
            },
          },
        },
        get: {
          operationId: 'listOwnSessions',
          summary: 'One’s own sessions, and those in which somebody acts as oneself',
          responses: { 200: answer('Those that hold, the last used first.', userSessionsSchema) },
        },
        delete: {
          operationId: 'endOtherSessions',
          summary: 'End all of one’s own sessions but this one',
          responses: { 204: { description: 'They are refused from the next request on, in every service.' } },
        },
      },
      '/v1/sessions/{sessionId}': {
        delete: {
          operationId: 'endOwnSession',
          summary: 'End one of one’s own sessions',
          description: 'Answers 404 `session.not_found` where it is over already.',
          requestParams: { path: z.object({ sessionId: z.uuid() }) },
          responses: { 204: { description: 'It is refused from the next request on, in every service.' } },
        },
      },
      '/v1/sessions/current': {
        get: {
          operationId: 'getCurrentSession',
          summary: 'Who is signed in',
          responses: { 200: answer('The signed-in user.', currentSessionSchema) },
        },
        delete: {
          operationId: 'signOut',
          summary: 'Sign out',
          responses: { 204: { description: 'Signed out; also where nobody was signed in.' } },
        },
      },
      ...passwordPaths,
      ...jobPaths,
      ...importPaths,
      ...createUserPaths,
      '/v1/mirroring': {
        post: {
          operationId: 'startMirroring',
          summary: 'Act as another user for half an hour',
          description:
            'The password is one’s own. From then on every request is made through the account of that user: sight is theirs, permission is what both have, and what gives access or credentials is withheld. Answers 403 `password.wrong`, 403 `mirroring.not_allowed` while somebody is mirrored already, 409 `user.not_active`, 409 `organization.wrong_status`.',
          requestBody: body(startMirroringRequestSchema),
          responses: {
            201: {
              ...answer('The mirrored user, and who acts as them.', currentSessionSchema),
              headers: z.object({
                'Set-Cookie': z
                  .string()
                  .meta({ description: 'The mirrored session, beside one’s own; readable to no script.' }),
              }),
            },
          },
        },
        delete: {
          operationId: 'stopMirroring',
          summary: 'Stop acting as another user',
          description: 'Answers 409 `mirroring.not_on` where nobody is mirrored any more.',
          responses: { 200: answer('One’s own session.', currentSessionSchema) },
        },
      },
      '/v1/users/{userId}': {
        get: {
          operationId: 'getUser',
          summary: 'The profile of a user whom the signed-in user sees',
          requestParams: { path },
          responses: { 200: { ...answer('The user.', userProfileSchema), headers: profileTag } },
        },
        patch: editUserOperation,
      },
      '/v1/users/{userId}/presence': {
        get: {
          operationId: 'getPresence',
          summary: 'Whether a user is online, and when they were last heard of',
          requestParams: { path },
          responses: { 200: answer('The presence.', userPresenceSchema) },
        },
      },
      '/v1/users/{userId}/sessions': {
        get: {
          operationId: 'listUserSessions',
          summary: 'The sessions of a user, for whoever may end them',
          requestParams: { path },
          responses: { 200: answer('Those that hold, the last used first.', userSessionsSchema) },
        },
        delete: {
          operationId: 'endUserSessions',
          summary: 'End all sessions of a user',
          requestParams: { path },
          requestBody: body(endUserSessionsRequestSchema),
          responses: { 200: answer('They are refused from the next request on.', commandResultSchema) },
        },
      },
      '/v1/users/{userId}/sessions/{sessionId}': {
        delete: {
          operationId: 'endUserSession',
          summary: 'End one session of a user',
          description: 'Answers 404 `session.not_found` where it is over already.',
          requestParams: { path: path.extend({ sessionId: z.uuid() }) },
          responses: { 200: answer('It is refused from the next request on.', commandResultSchema) },
        },
      },
      '/v1/users/{userId}/idle-limit': {
        put: {
          operationId: 'setIdleLimit',
          summary: 'After how many seconds without activity the user is signed out, in running sessions too',
          requestParams: { path },
          requestBody: body(setIdleLimitRequestSchema),
          responses: { 200: answer('The limit holds.', commandResultSchema) },
        },
      },
      '/v1/users/{userId}/history': {
        get: {
          operationId: 'listUserHistory',
          summary: 'What happened to a user, newest first',
          requestParams: { path, query: historyQuerySchema },
          responses: { 200: answer('A page of the history.', historyPageSchema) },
        },
      },
      ...diagnosisPaths,
      ...userLifePaths,
    },
  });
