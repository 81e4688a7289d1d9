import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Role } from '../api/access';
import { rolesQuery } from '../api/access-queries';

/** All roles that users of the organization can hold, page after page: they are to be chosen from. */
export function useRoles(organizationId: string, enabled = true): readonly Role[] {
  const { data, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery({
    ...rolesQuery(organizationId),
    enabled,
  });
  useEffect(() => {
    if (enabled && hasNextPage && !isFetching) void fetchNextPage();
  }, [enabled, hasNextPage, isFetching, fetchNextPage]);
  return data?.pages.flatMap((page) => page.items) ?? [];
}
