import { queryOptions, useQueries, type UseQueryResult } from '@tanstack/react-query';
import { askedBefore } from '../api/asked-before';
import { type Bounce, type Bounces, bounces } from '../api/notifier';
import type { DirectoryUser } from '../api/tenancy';

/** Milliseconds after which it is looked at again: an address begins to bounce when something is mailed. */
const again = 30_000;

/** Which of these users' addresses bounce; anew after every command on one of them alone. */
export const bouncesQuery = (userIds: readonly string[]) =>
  queryOptions({
    queryKey: userIds.length === 1 ? ['user', userIds[0], 'bounces'] : ['bounces', userIds],
    queryFn: ({ signal, client, queryKey }) =>
      bounces(userIds, { signal, background: askedBefore(client, queryKey) }),
    enabled: userIds.length > 0,
    refetchInterval: again,
  });

const byUser = (pages: UseQueryResult<Bounces>[]): ReadonlyMap<string, Bounce> =>
  new Map(pages.flatMap(({ data }) => data?.items ?? []).map((bounce) => [bounce.userId, bounce]));

/**
 * By user, whose address bounces (B5); asked once for each page of a list. Not of who has not accepted an invitation: how that
 * fares is told by itself. Who was created or imported is asked about also before they sign in.
 */
export const useBounces = (pages: readonly { items: readonly DirectoryUser[] }[]) =>
  useQueries({
    queries: pages.map(({ items }) =>
      bouncesQuery(
        items
          .filter(({ status, invitationExpiresAt }) => status !== 'pending' || invitationExpiresAt === null)
          .map(({ userId }) => userId),
      ),
    ),
    combine: byUser,
  });
