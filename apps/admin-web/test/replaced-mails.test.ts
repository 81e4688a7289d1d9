import { QueryClient } from '@tanstack/react-query';
import type { InvitationMail } from '../src/api/notifier';
import {
  invitationMailsKey,
  type InvitationMails,
  replacingMails,
  withReplaced,
} from '../src/users/replaced-mails';

const failed = (mailId: string, userId = 'ana'): InvitationMail => ({
  mailId,
  userId,
  to: `${userId}@fjord.example`,
  state: 'failed',
  createdAt: '2026-01-01T00:00:00.000Z',
  sentAt: null,
  attempts: 1,
  lastError: '550 5.1.1 No such user',
  addressRefused: true,
});

/** A list that shows these mails. */
function listWith(...items: InvitationMail[]) {
  const client = new QueryClient();
  const queryKey = [...invitationMailsKey, items.map(({ userId }) => userId)];
  client.setQueryData<InvitationMails>(queryKey, { items });
  return { client, shown: () => client.getQueryData<InvitationMails>(queryKey)?.items };
}

describe('the mail of an invitation that is sent again', () => {
  it('[L10] is on its way at once, until the notifier tells of the new one', async () => {
    const { client, shown } = listWith(failed('first'), failed('other', 'eva'));
    await replacingMails(client, 'ana', () => Promise.resolve());
    const onItsWay = { mailId: 'first', state: 'ready', lastError: null, addressRefused: false };
    expect(shown()).toMatchObject([onItsWay, failed('other', 'eva')]);
    expect(withReplaced({ items: [failed('first')] }).items).toMatchObject([onItsWay]);
    expect(withReplaced({ items: [failed('second')] }).items).toEqual([failed('second')]);
  });

  it('[L10] stays as it is where that is refused', async () => {
    const { client, shown } = listWith(failed('refused'));
    await expect(replacingMails(client, 'ana', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(shown()).toEqual([failed('refused')]);
  });
});
