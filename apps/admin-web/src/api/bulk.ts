import type {
  bulkItemPageSchema,
  bulkJobListSchema,
  bulkJobSchema,
  selectionSchema,
  startBulkJobRequestSchema,
} from '@tenantry/contracts';
import type { z } from 'zod';
import { type Call, request } from './client';
import type { UserFilter } from './tenancy';

export type BulkJob = z.infer<typeof bulkJobSchema>;
export type BulkAct = z.input<typeof startBulkJobRequestSchema>['act'];
export type BulkItemPage = z.infer<typeof bulkItemPageSchema>;
export type BulkItem = BulkItemPage['items'][number];

/** All who match at this moment, for an act on all of them. */
export const selectUsers = ({ sort, online, neverSignedIn, q, ...filter }: UserFilter) => {
  void sort;
  const body = {
    ...filter,
    q: q || undefined,
    online: online && 'true',
    neverSignedIn: neverSignedIn && 'true',
  };
  return request<z.infer<typeof selectionSchema>>('tenancy', 'POST', '/v1/selections', { body });
};

export const startBulkJob = (body: z.input<typeof startBulkJobRequestSchema>, key: string) =>
  request<BulkJob>('identity', 'POST', '/v1/jobs', { body, key });

export const ownBulkJobs = (call: Call) =>
  request<z.infer<typeof bulkJobListSchema>>('identity', 'GET', '/v1/jobs', call);

export const bulkJob = (jobId: string, call: Call) =>
  request<BulkJob>('identity', 'GET', `/v1/jobs/${jobId}`, call);

export const bulkItems = (jobId: string, call: Call) =>
  request<BulkItemPage>('identity', 'GET', `/v1/jobs/${jobId}/items`, call);

export const cancelBulkJob = (jobId: string) =>
  request<BulkJob>('identity', 'POST', `/v1/jobs/${jobId}/cancel`);

export const retryBulkJob = (jobId: string, ownPassword?: string) =>
  request<BulkJob>('identity', 'POST', `/v1/jobs/${jobId}/retry`, { body: { ownPassword } });
