import { queryOptions } from '@tanstack/react-query';
import type { operationsSchema } from '@tenantry/contracts';
import type { z } from 'zod';
import { askedBefore } from './asked-before';
import { request } from './client';
import type { Service } from './services';

export type Operations = z.infer<typeof operationsSchema>;

/** How often (milliseconds) the page looks again. */
const lookEvery = 4000;

/** What a service has to do. A service that does not answer is told at once, and asked again at the next look. */
export const operationsQuery = (service: Service) =>
  queryOptions({
    queryKey: ['operations', service],
    queryFn: ({ signal, client, queryKey }) =>
      request<Operations>(service, 'GET', '/v1/operations', {
        signal,
        background: askedBefore(client, queryKey),
      }),
    refetchInterval: lookEvery,
    retry: false,
  });
