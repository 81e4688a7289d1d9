import { queryOptions, useQueries, type UseQueryResult } from '@tanstack/react-query';
import { askedBefore } from '../api/asked-before';
import { type InvitationMail, invitationMails } from '../api/notifier';
import type { DirectoryUser } from '../api/tenancy';
import { invitationMailsKey, type InvitationMails, withReplaced } from './replaced-mails';

/** Milliseconds after which it is looked at again: a mail is on its way for a moment, and one that is sent again is new. */
const [whileOnItsWay, otherwise] = [2_000, 10_000];

const mailsQuery = (userIds: string[]) =>
  queryOptions({
    queryKey: [...invitationMailsKey, userIds],
    queryFn: async ({ signal, client, queryKey }) =>
      withReplaced(await invitationMails(userIds, { signal, background: askedBefore(client, queryKey) })),
    enabled: userIds.length > 0,
    refetchInterval: ({ state }) =>
      state.data?.items.some((mail) => mail.state === 'ready' || mail.state === 'sending')
        ? whileOnItsWay
        : otherwise,
  });

const byUser = (pages: UseQueryResult<InvitationMails>[]): ReadonlyMap<string, InvitationMail> =>
  new Map(pages.flatMap(({ data }) => data?.items ?? []).map((mail) => [mail.userId, mail]));

/** By user, how the last invitation of those fares who have not accepted it; asked once for each page of a list. */
export const useInvitationMails = (pages: readonly { items: readonly DirectoryUser[] }[]) =>
  useQueries({
    queries: pages.map(({ items }) =>
      mailsQuery(
        items
          .filter(({ status, invitationExpiresAt }) => status === 'pending' && invitationExpiresAt !== null)
          .map(({ userId }) => userId),
      ),
    ),
    combine: byUser,
  });
