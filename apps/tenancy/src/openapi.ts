import {
  claimRequestSchema,
  decisionRequestSchema,
  decisionResponseSchema,
  directoryExportQuerySchema,
  directoryPageSchema,
  directoryQuerySchema,
  meSchema,
  selectionSchema,
  selectUsersRequestSchema,
} from '@tenantry/contracts';
import { idempotencyHeader, openApiDocument, type OpenApiDocument } from '@tenantry/service-defaults';
import { auditPaths } from '@tenantry/service-defaults/audit';
import { deadLetterPaths } from '@tenantry/service-defaults/dead-letters';
import { operationsPaths } from '@tenantry/service-defaults/operations';
import { z } from 'zod';
import { accessPaths } from './openapi/access';
import { answer, body } from './openapi/answer';
import { bindingPaths } from './openapi/bindings';
import { dialoguePaths } from './openapi/dialogues';
import { organizationPaths } from './openapi/organizations';
import { serviceCenterPaths } from './openapi/service-centers';

/** The OpenAPI 3.1 document of tenancy. */
export const tenancyOpenApi = (): OpenApiDocument =>
  openApiDocument({
    title: 'Tenantry: tenancy',
    version: '1',
    paths: {
      ...auditPaths,
      ...deadLetterPaths,
      ...operationsPaths,
      '/v1/me': {
        get: {
          operationId: 'getMe',
          summary: 'The signed-in user: organization, account type and permissions',
          description:
            'Answers 409 `organization.being_prepared` while a new account is not ready yet. Every operation answers 503 `access.not_yet_known` where it has not arrived here within 2 seconds that the signed-in user is active.',
          responses: answer('Who is signed in.', meSchema),
        },
      },
      '/v1/directory/users': {
        get: {
          operationId: 'listDirectoryUsers',
          summary: 'The users whom the signed-in user sees: lists, filters and search',
          requestParams: { query: directoryQuerySchema },
          responses: answer('One page. `nextCursor` is null on the last one.', directoryPageSchema),
        },
      },
      '/v1/directory/users/export': {
        get: {
          operationId: 'exportDirectoryUsers',
          summary: 'All users who match, as a file: CSV or XLSX',
          description:
            'Streamed: however many, they are read as fast as they are taken. The titles are in `language`; times are ISO 8601, codes are those of this API, and nothing is taken for a formula. Answers 403 `permission.missing` without `user.export`, 403 `mirroring.not_allowed` while acting as somebody else. The history of the organization shows the export.',
          requestParams: { query: directoryExportQuerySchema },
          responses: {
            '200': {
              description: 'The file; one that is cut off was broken off.',
              content: {
                'text/csv': { schema: z.string() },
                'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
                  schema: z.string().meta({ format: 'binary' }),
                },
              },
            },
          },
        },
      },
      '/v1/selections': {
        post: {
          operationId: 'selectUsers',
          summary: 'Freeze all users who match, for an act on all of them',
          description:
            'Those whom the signed-in user sees at this moment, up to 100,000: above that it answers 422 `selection.too_large`. `POST /v1/jobs` of identity takes the id for 24 hours, from the same person only.',
          requestParams: { header: idempotencyHeader },
          requestBody: body(selectUsersRequestSchema),
          responses: answer('The selection.', selectionSchema),
        },
      },
      ...accessPaths,
      ...organizationPaths,
      ...serviceCenterPaths,
      ...bindingPaths,
      ...dialoguePaths,
      '/internal/decisions': {
        post: {
          operationId: 'decide',
          summary: 'May this actor do this? For services, with a service token',
          description: 'Up to 500 questions at once; the decisions are in the order of the questions.',
          requestBody: body(decisionRequestSchema),
          responses: answer('One decision a question.', decisionResponseSchema),
        },
      },
      '/internal/claims': {
        post: {
          operationId: 'claimByRule',
          summary: 'May a rule take these users out of service? For identity, with a service token',
          description: 'Up to 500 users at once; each allow is a claim on the version that was given.',
          requestBody: body(claimRequestSchema),
          responses: answer('One decision a user.', decisionResponseSchema),
        },
      },
    },
  });
