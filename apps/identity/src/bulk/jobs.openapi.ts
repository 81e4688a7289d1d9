import {
  bulkItemPageSchema,
  bulkItemQuerySchema,
  bulkJobListSchema,
  bulkJobSchema,
  jobResultsQuerySchema,
  retryJobRequestSchema,
  startBulkJobRequestSchema,
} from '@tenantry/contracts';
import { idempotencyHeader, type OpenApiPaths } from '@tenantry/service-defaults';
import { z } from 'zod';
import { answer, body } from '../openapi-parts';

const path = z.object({ jobId: z.uuid() });

/** Acts on many users. */
export const jobPaths: OpenApiPaths = {
  '/v1/jobs': {
    post: {
      operationId: 'startJob',
      summary: 'Do an act to many users, or to all who match a filter',
      description:
        'Each user is a result of its own: what the act on that one alone would be answered. Where users are named and the act can be done to none of them, it is refused at once, as the single act. One person begins so many in an hour; then 429 `rate.limited` says when to go on.',
      requestParams: { header: idempotencyHeader },
      requestBody: body(startBulkJobRequestSchema),
      responses: {
        202: {
          ...answer('It has begun.', bulkJobSchema),
          headers: z.object({ Location: z.string().meta({ description: 'The address of the job.' }) }),
        },
      },
    },
    get: {
      operationId: 'listJobs',
      summary: 'One’s own jobs of the last 30 days, newest first',
      responses: { 200: answer('The jobs.', bulkJobListSchema) },
    },
  },
  '/v1/jobs/{jobId}': {
    get: {
      operationId: 'getJob',
      summary: 'How far a job of one’s own is',
      requestParams: { path },
      responses: { 200: answer('The job.', bulkJobSchema) },
    },
  },
  '/v1/jobs/{jobId}/events': {
    get: {
      operationId: 'followJob',
      summary: 'How far a job of one’s own is, as a stream of events',
      description:
        'Each state of the job that is seen, at most one a second, whichever replica does it, is an event `job` with the job as `GET /v1/jobs/{jobId}` answers it; after the last one the stream ends. Whoever comes again with the `Last-Event-ID` of the last one is answered 204, with another one goes on with the present state. It does not keep the session alive, and ends within five seconds after that has ended; a comment in as many says that it lives. It ends after a quarter of an hour, too. One person has ten at a time, of each replica; then 429 `rate.limited`. A replica that is being stopped answers 503 `service.unavailable`.',
      requestParams: { path },
      responses: {
        200: {
          description: 'The states.',
          content: { 'text/event-stream': { schema: z.string() } },
        },
        204: { description: 'The job is over, and its last state has been told.' },
      },
    },
  },
  '/v1/jobs/{jobId}/items': {
    get: {
      operationId: 'listJobItems',
      summary: 'What a job has come to for each user',
      requestParams: { path, query: bulkItemQuerySchema },
      responses: { 200: answer('A page, in the order of the selection.', bulkItemPageSchema) },
    },
  },
  '/v1/jobs/{jobId}/results.csv': {
    get: {
      operationId: 'exportJobResults',
      summary: 'What a job has come to for each user, as a CSV file',
      description:
        'Streamed, in the order of the selection: however many, they are read as fast as they are taken. The titles are in `language`; times are ISO 8601, results, outcomes and reasons are the codes of this API, and nothing is taken for a formula. Answers 403 `mirroring.not_allowed` while acting as somebody else.',
      requestParams: { path, query: jobResultsQuerySchema },
      responses: {
        200: { description: 'The file.', content: { 'text/csv': { schema: z.string() } } },
      },
    },
  },
  '/v1/jobs/{jobId}/cancel': {
    post: {
      operationId: 'cancelJob',
      summary: 'Leave undone what a job has not done yet',
      description: 'A job that is over stays as it is.',
      requestParams: { path },
      responses: { 200: answer('The job.', bulkJobSchema) },
    },
  },
  '/v1/jobs/{jobId}/retry': {
    post: {
      operationId: 'retryJob',
      summary: 'Try those that failed once more',
      description:
        'Of an import all but lines whose fault stands in the file or would be there again, `import.…`. Answers 409 `job.running` while the job is not over.',
      requestParams: { path },
      requestBody: body(retryJobRequestSchema),
      responses: { 200: answer('The job.', bulkJobSchema) },
    },
  },
};
