import { jobListSchema, jobRunListSchema, jobRunSchema } from '@tenantry/contracts';
import { openApiDocument, type OpenApiDocument } from '@tenantry/service-defaults';
import { z } from 'zod';

const jobId = { path: z.object({ jobId: z.string() }) };
const forOperators =
  'For those who operate the installation; anybody else is answered 403 `permission.missing`.';
const json = (schema: z.ZodType) => ({ 'application/json': { schema } });

/** The scheduler's API as OpenAPI 3.1. */
export const schedulerOpenApi = (): OpenApiDocument =>
  openApiDocument({
    title: 'Tenantry scheduler',
    version: '1',
    paths: {
      '/v1/jobs': {
        get: {
          operationId: 'listJobs',
          summary: 'Every job with its schedule, its next and its last run',
          description: forOperators,
          tags: ['Jobs'],
          responses: { 200: { description: 'The jobs.', content: json(jobListSchema) } },
        },
      },
      '/v1/jobs/{jobId}/runs': {
        get: {
          operationId: 'listJobRuns',
          summary: 'The last hundred runs of a job, newest first',
          description: forOperators,
          tags: ['Jobs'],
          requestParams: jobId,
          responses: { 200: { description: 'The runs.', content: json(jobRunListSchema) } },
        },
      },
      '/v1/jobs/{jobId}/run-now': {
        post: {
          operationId: 'runJobNow',
          summary: 'Run a job once, out of turn',
          description: `${forOperators} 409 \`job.running\` while a run is under way.`,
          tags: ['Jobs'],
          requestParams: jobId,
          responses: {
            202: {
              description: 'The run has been started; list the runs for its result.',
              content: json(jobRunSchema),
            },
          },
        },
      },
    },
  });
