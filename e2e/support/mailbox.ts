import { eventually } from '@tenantry/testing';
import type { System } from '../harness';

/** Where the console and the mails of a system are. */
export type Reachable = Pick<System, 'consoleUrl' | 'mailUrl'>;

type Mail = { to?: { address?: string }[]; subject?: string; text?: string; html?: string };

/** The mails that have arrived for an address, oldest first. */
async function mailsTo(system: Reachable, address: string): Promise<Mail[]> {
  const all = (await (await fetch(`${system.mailUrl}/messages`)).json()) as Mail[];
  return all.filter(({ to }) =>
    to?.some((recipient) => recipient.address?.toLowerCase() === address.toLowerCase()),
  );
}

/** Waits for a mail to the address whose subject matches. */
export const mailTo = (system: Reachable, address: string, subject: RegExp): Promise<Mail> =>
  eventually(
    async () => {
      const mail = (await mailsTo(system, address)).findLast((one) => subject.test(one.subject ?? ''));
      if (!mail) throw new Error(`no mail to ${address} about ${String(subject)} has arrived`);
      return mail;
    },
    { within: 20_000, every: 50 },
  );

/** The link with a code in the newest mail to the address. */
export const linkTo = (system: Reachable, address: string): Promise<string> =>
  eventually(
    async () => {
      const link = (await mailsTo(system, address))
        .map(({ text }) => /https?:\/\/\S+#code=[^\s)]+/.exec(text ?? '')?.[0])
        .findLast(Boolean);
      if (!link) throw new Error(`no mail with a link to ${address} has arrived`);
      return link;
    },
    { within: 20_000, every: 50 },
  );
