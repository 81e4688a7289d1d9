import { testEnvironment } from './environment';
import { eventually } from './eventually';

type Address = { address?: string; name: string };

/** A mail as the sink shows it. */
export type ReceivedMail = {
  from?: Address;
  to?: Address[];
  subject?: string;
  messageId?: string;
  text?: string;
  html?: string;
  headers: { key: string; value: string }[];
};

/** The mail sink of the test run. */
export function mails() {
  const url = new URL('/messages', testEnvironment().mailApiUrl);
  const all = async (): Promise<ReceivedMail[]> => (await (await fetch(url)).json()) as ReceivedMail[];
  const to = async (address: string): Promise<ReceivedMail[]> =>
    (await all()).filter((mail) =>
      mail.to?.some((recipient) => recipient.address?.toLowerCase() === address.toLowerCase()),
    );
  return {
    all,
    /** Mails to one address, oldest first. */
    to,
    /** Waits until `count` mails to the address have arrived (milliseconds: 10,000). */
    waitFor: (address: string, count = 1, within = 10_000): Promise<ReceivedMail[]> =>
      eventually(
        async () => {
          const found = await to(address);
          if (found.length < count)
            throw new Error(`${found.length} of ${count} mails to ${address} have arrived`);
          return found;
        },
        { within, every: 50 },
      ),
    async clear(): Promise<void> {
      await fetch(url, { method: 'DELETE' });
    },
  };
}
