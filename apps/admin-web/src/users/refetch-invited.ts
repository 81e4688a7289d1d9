import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { InvitationResult } from '../api/identity';
import type { listUsers } from '../api/tenancy';

/** Milliseconds after the answer at which the list is read again. */
const looks = [0, 300, 1_000, 2_500, 5_000];

type Lists = InfiniteData<Awaited<ReturnType<typeof listUsers>>>;

/**
 * Reads the list of users again until it shows who was invited. The answer names no user and no version to wait for, as it
 * is the same for an address whose holder the person does not see; so the list, which is a moment behind, is asked a few times.
 */
export function refetchInvited(queryClient: QueryClient, results: readonly InvitationResult[]): void {
  const invited = results
    .filter(({ outcome }) => outcome === 'invited')
    .map(({ address }) => address.toLowerCase());
  const shown = () => {
    const lists = queryClient.getQueriesData<Lists>({ queryKey: ['users'] }).map(([, list]) => list);
    const items = lists.flatMap((list) => list?.pages ?? []).flatMap((page) => page.items);
    const emails = new Set(items.map(({ email }) => email.toLowerCase()));
    return invited.every((email) => emails.has(email));
  };
  for (const after of looks)
    setTimeout(() => {
      if (!shown()) void queryClient.invalidateQueries({ queryKey: ['users'] });
    }, after);
}
