import { InfiniteQueryObserver, QueryClient } from '@tanstack/react-query';
import type { InvitationResult } from '../src/api/identity';
import { refetchInvited } from '../src/users/refetch-invited';

const invited = (address: string): InvitationResult => ({ address, outcome: 'invited', userId: null });
const known: InvitationResult = {
  address: 'eva@fjord.example',
  outcome: 'already_user',
  userId: '8d0d5a5e-6a5e-4a3b-9a51-3d6b1a7f4c11',
};

/** A list on a page that shows the invited user from the given look on; gives how often it was read. */
function listThatShows(email: string, fromLook: number) {
  const client = new QueryClient();
  let looks = 0;
  const list = new InfiniteQueryObserver(client, {
    queryKey: ['users', { sort: 'name' }],
    queryFn: () => {
      looks += 1;
      return Promise.resolve({ items: looks >= fromLook ? [{ email }] : [] });
    },
    initialPageParam: null,
    getNextPageParam: () => null,
  });
  const leave = list.subscribe(() => undefined);
  return {
    client,
    looks: () => looks,
    close: () => {
      leave();
      client.clear();
    },
  };
}

describe('the list of users after an invitation', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('[L9] is read again until it shows who was invited, and then no more', async () => {
    const page = listThatShows('ana@fjord.example', 3);
    await jest.advanceTimersByTimeAsync(10);
    expect(page.looks()).toBe(1);
    refetchInvited(page.client, [invited('Ana@Fjord.example'), known]);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(page.looks()).toBe(3);
    page.close();
  });

  it('is read a few times where it never shows them, as those whom the person does not see', async () => {
    const page = listThatShows('ana@fjord.example', Infinity);
    await jest.advanceTimersByTimeAsync(10);
    refetchInvited(page.client, [invited('ana@fjord.example')]);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(page.looks()).toBe(6);
    page.close();
  });

  it('is left alone where nobody was invited', async () => {
    const page = listThatShows('ana@fjord.example', 1);
    await jest.advanceTimersByTimeAsync(10);
    refetchInvited(page.client, [known]);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(page.looks()).toBe(1);
    page.close();
  });
});
