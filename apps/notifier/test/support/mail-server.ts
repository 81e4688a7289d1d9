import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** What the server does with the nth mail that it is given, from 0. */
export type Behaviour = (nth: number) =>
  | { reply: 'accept' }
  | { reply: 'refuse'; at: 'recipient' | 'data'; code: number; text: string }
  /** Takes the whole mail and breaks the connection instead of answering. */
  | { reply: 'break' }
  /** Takes the whole mail and does not answer. */
  | { reply: 'hang' };

/** A mail server whose manners the test decides. */
export async function aMailServer(behave: Behaviour = () => ({ reply: 'accept' }), port = 0) {
  const received: Email[] = [];
  let recipients = 0;
  let mails = 0;
  const refusal = ({ code, text }: { code: number; text: string }) =>
    Object.assign(new Error(text), { responseCode: code });
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onRcptTo(_address, _session, done) {
      const behaviour = behave(recipients++);
      const refused = behaviour.reply === 'refuse' && behaviour.at === 'recipient';
      if (refused) mails += 1;
      done(refused ? refusal(behaviour) : null);
    },
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const behaviour = behave(mails++);
        if (behaviour.reply === 'refuse') return done(refusal(behaviour));
        PostalMime.parse(Buffer.concat(chunks)).then(
          (mail) => {
            received.push(mail);
            if (behaviour.reply === 'accept') done(null, 'taken');
            if (behaviour.reply === 'break') for (const { _socket } of server.connections) _socket.destroy();
          },
          (error: Error) => done(error),
        );
      });
    },
  });
  server.on('error', () => undefined);
  const listener = server.listen(port, '127.0.0.1');
  await once(listener, 'listening');
  return {
    url: `smtp://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    /** The mails that were handed over whole and not refused. */
    received,
    /** Connections that are open. */
    open: () => server.connections.size,
    close: () => new Promise<void>((resolve) => server.close(resolve)),
  };
}
