import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { CurrentSession } from '../api/identity';
import { sessionQuery } from '../api/queries';
import { tellTabs } from '../session/tabs';

/**
 * @returns a function that goes on with another account's session at an address, and tells the other tabs; the console's
 * layout forgets what was read before
 */
export function useAccountChange(): (session: CurrentSession, address: string) => void {
  const queryClient = useQueryClient();
  const router = useRouter();
  return useCallback(
    (session, address) => {
      queryClient.setQueryData(sessionQuery.queryKey, session);
      tellTabs({ accountChanged: true });
      router.history.push(address);
    },
    [queryClient, router],
  );
}
