import { QueryCache, QueryClient } from '@tanstack/react-query';
import { noteAnswer } from './connection';
import { ApiProblem } from './problem';

/** The cache of answers. Reads are tried again only where trying again can help; commands never by themselves. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onSuccess: () => noteAnswer(null),
    onError: (error) => {
      if (error instanceof ApiProblem) noteAnswer(error.status);
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (count, error) => count < 2 && error instanceof ApiProblem && error.passing,
      retryDelay: (attempt) => 500 * 2 ** attempt,
      networkMode: 'always',
      // Said, as with that mode it is not the usual: what was shown while the browser was offline may be old.
      refetchOnReconnect: true,
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});
