import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { json, startLocalServer, type Answer } from '../local-server';
import { openMailbox, type Mailbox } from './mailbox';
import { mailPage } from './page';

/** A mail as it was received; `to` and `from` are its headers, `envelope` is what SMTP said. */
export type ReceivedMail = Email & {
  id: number;
  receivedAt: string;
  envelope: { from: string; to: string[] };
};

export type MailSink = {
  smtpUrl: string;
  /** The page for people; GET and DELETE /messages for tests. */
  pageUrl: string;
  close: () => Promise<void>;
};

/**
 * Takes every mail and delivers none: an SMTP server on 127.0.0.1 and a page on which the mails can be read.
 * @param ports 0 takes any
 * @param file where mails outlive the process; without it they do not
 */
export const startMailSink = async (
  ports: { smtp: number; page: number },
  file?: string,
): Promise<MailSink> => {
  const mailbox = openMailbox(file);
  const receive = async (raw: Buffer, envelope: ReceivedMail['envelope']): Promise<void> => {
    const mail = await PostalMime.parse(raw, { attachmentEncoding: 'base64' });
    mailbox.add({ ...mail, receivedAt: new Date().toISOString(), envelope });
  };

  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    size: 20_000_000,
    disableReverseLookup: true,
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      const { mailFrom, rcptTo } = session.envelope;
      const envelope = { from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address) };
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        receive(Buffer.concat(chunks), envelope).then(
          () => done(null, 'kept, not delivered'),
          (error: Error) => done(error),
        );
      });
    },
  });
  smtp.on('error', () => undefined);
  const listener = await new Promise<ReturnType<typeof smtp.listen>>((resolve, reject) => {
    smtp.once('error', reject);
    const listening = smtp.listen(ports.smtp, '127.0.0.1', () => resolve(listening));
  });

  const page = await startLocalServer(ports.page, (request, url) =>
    answer(mailbox, request.method ?? 'GET', url),
  );
  return {
    smtpUrl: `smtp://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    pageUrl: page.url,
    close: async () => {
      await Promise.all([page.close(), new Promise<void>((resolve) => smtp.close(() => resolve()))]);
    },
  };
};

const answer = (mailbox: Mailbox, method: string, url: URL): Answer | undefined => {
  const [, first, id, part] = url.pathname.split('/');
  if (method === 'GET' && url.pathname === '/') return mailPage;
  if (first !== 'messages') return undefined;
  if (method === 'DELETE' && id === undefined) {
    mailbox.clear();
    return { status: 204 };
  }
  if (method !== 'GET') return { status: 405, headers: { allow: 'GET, DELETE' } };
  const mails = mailbox.all();
  if (id === undefined) return json(url.searchParams.has('summary') ? mails.map(summary) : mails);

  const mail = mails.find((each) => String(each.id) === id);
  if (!mail) return undefined;
  if (part === undefined) return json(mail);
  return part === 'html' ? htmlOf(mail) : undefined;
};

const summary = ({ id, receivedAt, subject, from, envelope }: ReceivedMail) => ({
  id,
  receivedAt,
  subject: subject ?? '',
  from: from?.address ?? envelope.from,
  to: envelope.to,
});

/** The mail's own page: no scripts, no access to this server, links in a new tab. */
const htmlOf = (mail: ReceivedMail): Answer => ({
  type: 'text/html; charset=utf-8',
  body: `<base target="_blank">${mail.html ?? ''}`,
  headers: {
    'content-security-policy':
      "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src data: http: https:; style-src 'unsafe-inline'; font-src data: https:",
  },
});
