import { jobHistorySchema, jobListSchema, jobRunListSchema, jobRunSchema } from '@tenantry/contracts';
import { openApiDocument, type OpenApiDocument } from '@tenantry/service-defaults';
import { auditPaths } from '@tenantry/service-defaults/audit';
import { deadLetterPaths } from '@tenantry/service-defaults/dead-letters';
import { operationsPaths } from '@tenantry/service-defaults/operations';
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
      ...auditPaths,
      ...deadLetterPaths,
      ...operationsPaths,
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
      '/v1/jobs/{jobId}/history': {
        get: {
          operationId: 'listJobHistory',
          summary: 'Who paused and resumed a job, the last hundred, newest first',
          description: forOperators,
          tags: ['Jobs'],
          requestParams: jobId,
          responses: { 200: { description: 'Who, and when.', content: json(jobHistorySchema) } },
        },
      },
      '/v1/jobs/{jobId}/pause': {
        post: {
          operationId: 'pauseJob',
          summary: 'Pause a job: its schedule starts nothing until it is resumed',
          description: `${forOperators} It can still be run by hand; a run that is under way goes on.`,
          tags: ['Jobs'],
          requestParams: jobId,
          responses: { 204: { description: 'It is paused.' } },
        },
      },
      '/v1/jobs/{jobId}/resume': {
        post: {
          operationId: 'resumeJob',
          summary: 'Resume a paused job',
          description: `${forOperators} What was due while it was paused is not caught up.`,
          tags: ['Jobs'],
          requestParams: jobId,
          responses: { 204: { description: 'Its schedule holds again.' } },
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
