import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { foundGrantableQuery, grantableQuery, type ManyGrantable } from '../api/access-queries';
import { useDebouncedCallback } from '../ui/basics';
import type { More } from '../ui/ListSearch';

/**
 * Finds roles or sub-accounts of an organization that has more than a page of them; they join what there is to give.
 * @returns whether there are more than are known, what looks for others while somebody types, and how that fares
 */
export function useFindGrantable(organizationId: string, kind: ManyGrantable): More {
  const [typed, setTyped] = useState('');
  const [q, setQ] = useState('');
  const later = useDebouncedCallback(setQ, 250);
  const { data } = useQuery(grantableQuery(organizationId));
  const partial = Boolean(kind === 'roles' ? data?.rolesCursor : data?.subAccountsCursor);
  const found = useQuery({
    ...foundGrantableQuery(organizationId, kind, q),
    enabled: partial && q !== '',
  });
  return {
    partial,
    find: (text) => {
      setTyped(text.trim());
      later(text.trim());
    },
    isSearching: partial && typed !== '' && (typed !== q || found.isFetching),
    error: typed === q ? found.error : null,
    retry: () => void found.refetch(),
  };
}
