import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type {
  deadLetterActSchema,
  deadLetterCountsSchema,
  deadLetterDetailsSchema,
  deadLetterPageSchema,
  historyPageSchema,
} from '@tenantry/contracts';
import type { z } from 'zod';
import { askedBefore } from './asked-before';
import { request } from './client';
import type { Service } from './services';

export type DeadLetterCounts = z.infer<typeof deadLetterCountsSchema>;
type Page = z.infer<typeof deadLetterPageSchema>;
export type DeadLetter = Page['items'][number];
export type DeadLetterDetails = z.infer<typeof deadLetterDetailsSchema>;
export type DeadLetterKind = DeadLetter['kind'];
type Act = z.infer<typeof deadLetterActSchema>;
export type DeadLetterActs = z.infer<typeof historyPageSchema>;

const at = (entryId: string) => `/v1/dead-letters/${encodeURIComponent(entryId)}`;

export const replayDeadLetter = (service: Service, entryId: string, reason: string) =>
  request<Act>(service, 'POST', `${at(entryId)}/replay`, { body: { reason } });

/** Tries everything again that is parked because of a message of this type. */
export const replayDeadLetters = (service: Service, type: string, reason: string) =>
  request<Act>(service, 'POST', '/v1/dead-letters/replay', { body: { type, reason } });

export const discardDeadLetter = (
  service: Service,
  entryId: string,
  body: { reason: string; scope: 'message' | 'subject' },
) => request<Act>(service, 'POST', `${at(entryId)}/discard`, { body });

/** How often (milliseconds) the page looks again: what is held up changes by itself. */
const lookEvery = 5_000;

export const deadLetterCountsQuery = (service: Service) =>
  queryOptions({
    queryKey: ['dead-letters', service, 'counts'],
    queryFn: ({ signal, client, queryKey }) =>
      request<DeadLetterCounts>(service, 'GET', '/v1/dead-letters/counts', {
        signal,
        background: askedBefore(client, queryKey),
      }),
    refetchInterval: lookEvery,
  });

export const deadLettersQuery = (
  service: Service,
  filter: { kind: DeadLetterKind; type?: string | undefined },
) =>
  infiniteQueryOptions({
    queryKey: ['dead-letters', service, 'list', filter],
    queryFn: ({ pageParam, signal, client, queryKey }) =>
      request<Page>(service, 'GET', '/v1/dead-letters', {
        query: { ...filter, cursor: pageParam ?? undefined },
        signal,
        background: pageParam === null && askedBefore(client, queryKey),
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state }) => (state.data && state.data.pages.length > 1 ? false : lookEvery),
  });

export const deadLetterQuery = (service: Service, entryId: string) =>
  queryOptions({
    queryKey: ['dead-letters', service, 'entry', entryId],
    queryFn: ({ signal }) => request<DeadLetterDetails>(service, 'GET', at(entryId), { signal }),
    retry: false,
  });

export const deadLetterActsQuery = (service: Service) =>
  queryOptions({
    queryKey: ['dead-letters', service, 'acts'],
    queryFn: ({ signal }) =>
      request<DeadLetterActs>(service, 'GET', '/v1/dead-letters/history', { query: { limit: 50 }, signal }),
  });
