import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { auditEntrySchema, auditPageSchema, sealStateSchema } from '@tenantry/contracts';
import type { z } from 'zod';
import { askedBefore } from './asked-before';
import { mergeHistories, type MergedPage } from '../history/merge-histories';
import { request } from './client';
import { type Service, services } from './services';

export type AuditEntry = z.infer<typeof auditEntrySchema>;
type Page = z.infer<typeof auditPageSchema>;
export type SealState = z.infer<typeof sealStateSchema>;

/** What the trail is searched for, as the services take it. */
export type AuditFilter = {
  actor?: string | undefined;
  subject?: string | undefined;
  type?: string | undefined;
  organizationId?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
};

/** One page of what all services know, newest first; `rest` is where the next one begins. */
export const readAudit = (
  filter: AuditFilter,
  rest: MergedPage<AuditEntry>['rest'],
  signal?: AbortSignal,
): Promise<MergedPage<AuditEntry>> =>
  mergeHistories(
    services.map(
      (service) => (cursor: string | null) =>
        request<Page>(service, 'GET', '/v1/audit', {
          query: { ...filter, cursor: cursor ?? undefined },
          ...(signal && { signal }),
        }),
    ),
    rest,
  );

export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', 'search', filter],
    queryFn: ({ pageParam, signal }) => readAudit(filter, pageParam, signal),
    initialPageParam: null as MergedPage<AuditEntry>['rest'],
    getNextPageParam: (page) => page.rest,
  });

export const sealStateQuery = (service: Service) =>
  queryOptions({
    queryKey: ['audit', 'seals', service],
    queryFn: ({ signal, client, queryKey }) =>
      request<SealState>(service, 'GET', '/v1/audit/seals', {
        signal,
        background: askedBefore(client, queryKey),
      }),
    refetchInterval: 5_000,
  });
