import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useState } from 'react';
import { showAccount } from '../api/client';
import type { CurrentSession } from '../api/identity';
import { meQuery, sessionQuery } from '../api/queries';

/** Through whose account somebody looks, and for how long already: with another value nothing that was read before holds. */
const identityOf = ({ userId, mirroring }: CurrentSession): string =>
  mirroring ? `${userId} ${mirroring.startedAt}` : userId;

/**
 * Forgets everything that was read as somebody else as soon as the session is another account's (A11), whoever noticed it:
 * this tab, another one, or the service.
 * @returns whether the pages may be shown; until then what they hold is somebody else's
 */
export function useOwnData(session: CurrentSession | null | undefined): boolean {
  const queryClient = useQueryClient();
  const identity = session ? identityOf(session) : null;
  const [known, setKnown] = useState(identity);
  useEffect(() => {
    if (!identity || identity === known) return;
    // The first one: what has been asked for meanwhile was asked for with the same cookies.
    const forgotten = known ? forget(queryClient) : Promise.resolve();
    void forgotten.then(() => setKnown(identity));
  }, [identity, known, queryClient]);
  const shown = !identity || !known || identity === known;
  const userId = session?.userId;
  // Before any page of it can be used.
  useLayoutEffect(() => {
    if (shown && userId) showAccount(userId);
  }, [shown, userId]);
  return shown;
}

async function forget(queryClient: ReturnType<typeof useQueryClient>): Promise<void> {
  const [own, place] = [sessionQuery.queryKey[0], meQuery.queryKey[0]];
  await queryClient.cancelQueries({ predicate: ({ queryKey }) => queryKey[0] !== own });
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== own && queryKey[0] !== place });
  queryClient.getMutationCache().clear();
  // Without its answer nothing is shown, so it is not waited for here.
  void queryClient.resetQueries({ queryKey: meQuery.queryKey });
}
