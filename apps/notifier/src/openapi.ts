import {
  bouncesQuerySchema,
  bouncesSchema,
  invitationMailsQuerySchema,
  invitationMailsSchema,
  userMailsSchema,
} from '@tenantry/contracts';
import { openApiDocument, type OpenApiDocument } from '@tenantry/service-defaults';
import { auditPaths } from '@tenantry/service-defaults/audit';
import { deadLetterPaths } from '@tenantry/service-defaults/dead-letters';
import { operationsPaths } from '@tenantry/service-defaults/operations';
import { z } from 'zod';

/** The notifier's API as OpenAPI 3.1. */
export const notifierOpenApi = (): OpenApiDocument =>
  openApiDocument({
    title: 'Tenantry notifier',
    version: '1',
    paths: {
      ...auditPaths,
      ...deadLetterPaths,
      ...operationsPaths,
      '/v1/users/{userId}/mails': {
        get: {
          operationId: 'listUserMails',
          summary: 'Every mail about a user, newest first, without its text and links',
          description: 'For whoever may see the user; anybody else is answered 404 `user.not_found`.',
          tags: ['Deliveries'],
          requestParams: { path: z.object({ userId: z.uuid() }) },
          responses: {
            200: {
              description: 'The last two hundred mails.',
              content: { 'application/json': { schema: userMailsSchema } },
            },
          },
        },
      },
      '/v1/bounces': {
        get: {
          operationId: 'listBounces',
          summary: 'Which of these users’ addresses bounce, with the mail server’s answer',
          description:
            'A mail server has refused the present address for good, and no mail has gone out to it since. Of those whom one sees; the others are left out.',
          tags: ['Deliveries'],
          requestParams: { query: bouncesQuerySchema },
          responses: {
            200: {
              description: 'One for each whose address bounces, in no order.',
              content: { 'application/json': { schema: bouncesSchema } },
            },
          },
        },
      },
      '/v1/invitation-mails': {
        get: {
          operationId: 'listInvitationMails',
          summary: 'How the last invitation of each of these users fares',
          description: 'Of those whom one sees, and who were invited; the others are left out.',
          tags: ['Deliveries'],
          requestParams: { query: invitationMailsQuerySchema },
          responses: {
            200: {
              description: 'One for each, in no order.',
              content: { 'application/json': { schema: invitationMailsSchema } },
            },
          },
        },
      },
    },
  });
