import { auditPageSchema, auditQuerySchema, sealStateSchema } from '@tenantry/contracts';
import type { OpenApiPaths } from '../openapi/open-api-document';

const operators =
  'For those who operate the installation; anybody else is answered 403 `permission.missing`.';

/** The routes of `auditRoutes`, the same in every service. */
export const auditPaths: OpenApiPaths = {
  '/v1/audit': {
    get: {
      operationId: 'searchAudit',
      summary: 'What was done, by whom, to whom and when, newest first',
      description: `${operators} Facts only: names, addresses and reasons stand in the history of their subject.`,
      tags: ['Audit'],
      requestParams: { query: auditQuerySchema },
      responses: {
        200: { description: 'One page.', content: { 'application/json': { schema: auditPageSchema } } },
      },
    },
  },
  '/v1/audit/seals': {
    get: {
      operationId: 'getSealState',
      summary: 'How far the log is sealed, and what its last check has found',
      description: `${operators} The job \`check-seal-chain\` of the scheduler checks it, each day and when it is run by hand.`,
      tags: ['Audit'],
      responses: {
        200: { description: 'The state.', content: { 'application/json': { schema: sealStateSchema } } },
      },
    },
  },
};
