import type { QueryClient } from '@tanstack/react-query';
import type { CurrentSession } from '../api/identity';
import { sessionQuery } from '../api/queries';
import { chosenLanguage, showLanguage } from '../i18n/i18n';
import { sessionWasUsed } from './idle';

/** Takes over a session that has just begun: nothing of a session before it may stay in the cache. */
export async function startSession(queryClient: QueryClient, session: CurrentSession): Promise<void> {
  // The page of a mailed code stands until the console does: without its answer it would ask for the spent code again.
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'code' });
  queryClient.getMutationCache().clear();
  queryClient.setQueryData(sessionQuery.queryKey, session);
  sessionWasUsed();
  if (!chosenLanguage()) await showLanguage(session.language);
}
