import { QueryClient } from '@tanstack/react-query';
import { askedBefore } from '../src/api/asked-before';

it.each([
  ['answers', () => Promise.resolve('an answer')],
  ['fails', () => Promise.reject(new Error('tenancy is down'))],
])(
  '[C9] a page that looks again by itself is no use of a session, where the service %s',
  async (_, answer) => {
    const client = new QueryClient();
    const byItself: boolean[] = [];
    const look = () =>
      client
        .fetchQuery({
          queryKey: ['operations'],
          queryFn: (asked) => {
            byItself.push(askedBefore(asked.client, asked.queryKey));
            return answer();
          },
          retry: false,
        })
        .catch(() => undefined);
    await look();
    await look();
    await look();
    expect(byItself).toEqual([false, true, true]);
    client.clear();
  },
);
