import type { QueryClient } from '@tanstack/react-query';
import type { invitationMails } from '../api/notifier';

export type InvitationMails = Awaited<ReturnType<typeof invitationMails>>;

export const invitationMailsKey = ['users', 'invitation-mails'] as const;

/** Ids of mails whose invitation was sent again: the notifier tells of them until it has heard of the new one. */
const replaced = new Set<string>();

/** A mail that was replaced says nothing any more: the one in its place is on its way, and a second click would kill its link. */
export const withReplaced = ({ items }: InvitationMails): InvitationMails => ({
  items: items.map((mail) =>
    replaced.has(mail.mailId)
      ? { ...mail, state: 'ready', sentAt: null, lastError: null, addressRefused: false }
      : mail,
  ),
});

/** Sends an invitation again; from then on the mails that lists show of this user count as replaced. */
export async function replacingMails<Result>(
  client: QueryClient,
  userId: string,
  resend: () => Promise<Result>,
): Promise<Result> {
  const lists = { queryKey: invitationMailsKey };
  // Before it is sent: what is read later may be the new one.
  const shown = client
    .getQueriesData<InvitationMails>(lists)
    .flatMap(([, data]) => data?.items.filter((mail) => mail.userId === userId) ?? []);
  const result = await resend();
  for (const { mailId } of shown) replaced.add(mailId);
  client.setQueriesData<InvitationMails>(lists, (data) => data && withReplaced(data));
  return result;
}
