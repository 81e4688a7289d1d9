import { operationsSchema } from '@tenantry/contracts';
import type { OpenApiPaths } from '../openapi/open-api-document';

/** The route of `operationsRoutes`, the same in every service. */
export const operationsPaths: OpenApiPaths = {
  '/v1/operations': {
    get: {
      operationId: 'getOperations',
      summary: 'What this service has to do: its outbox, its queue, what waits to be applied',
      description:
        'For those who operate the installation; anybody else is answered 403 `permission.missing`. The numbers are those of its metrics.',
      tags: ['Operations'],
      responses: {
        200: { description: 'The numbers.', content: { 'application/json': { schema: operationsSchema } } },
      },
    },
  },
};
