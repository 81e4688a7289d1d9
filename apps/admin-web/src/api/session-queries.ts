import { queryOptions } from '@tanstack/react-query';
import { askedBefore } from './asked-before';
import * as identity from './identity';

/** How often (milliseconds) a page looks again whether somebody is online. */
const looksEvery = 15_000;

/** One's own sessions; while the list is open it looks whether one has come or gone. */
export const ownSessionsQuery = queryOptions({
  queryKey: ['own-sessions'],
  queryFn: ({ signal, client, queryKey }) =>
    identity.ownSessions({ signal, background: askedBefore(client, queryKey) }),
  refetchInterval: looksEvery,
});

/** Whether a user is online, and when they were last heard of. */
export const presenceQuery = (userId: string) =>
  queryOptions({
    queryKey: ['user', userId, 'presence'],
    queryFn: ({ signal, client, queryKey }) =>
      identity.userPresence(userId, { signal, background: askedBefore(client, queryKey) }),
    refetchInterval: looksEvery,
  });

/** A user's sessions, for those who may end them. */
export const userSessionsQuery = (userId: string) =>
  queryOptions({
    queryKey: ['user', userId, 'sessions'],
    queryFn: ({ signal, client, queryKey }) =>
      identity.userSessions(userId, { signal, background: askedBefore(client, queryKey) }),
    refetchInterval: looksEvery,
  });
