import type { QueryClient, QueryKey } from '@tanstack/react-query';

/**
 * Whether a query has been asked and answered before, also with an error: who looks again is the page, not a person, and that
 * keeps no session alive.
 */
export function askedBefore(client: QueryClient, queryKey: QueryKey): boolean {
  const { dataUpdateCount = 0, errorUpdateCount = 0 } = client.getQueryState(queryKey) ?? {};
  return dataUpdateCount + errorUpdateCount > 0;
}
