import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { foundGrantableQuery, grantableQuery, type ManyGrantable } from '../api/access-queries';
import { useDebouncedCallback } from '../ui/basics';

/**
 * Finds roles or sub-accounts of an organization that has more than a page of them; they join what there is to give.
 * @returns whether there are more than are known, and what looks for others while somebody types
 */
export function useFindGrantable(organizationId: string, kind: ManyGrantable) {
  const [q, setQ] = useState('');
  const find = useDebouncedCallback((typed: string) => setQ(typed.trim()), 250);
  const { data } = useQuery(grantableQuery(organizationId));
  const partial = Boolean(kind === 'roles' ? data?.rolesCursor : data?.subAccountsCursor);
  useQuery({ ...foundGrantableQuery(organizationId, kind, q), enabled: partial && q !== '' });
  return { partial, find };
}
