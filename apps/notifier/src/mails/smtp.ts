import { PassThrough } from 'node:stream';
import { createTransport, type NodemailerError } from 'nodemailer';
import { marksAddress } from './is-address-refused';

type SmtpMessage = { to: string; messageId: string; subject: string; html: string; text: string };

export type Smtp = {
  /** Hands one mail to the mail server. Never throws: what went wrong is the answer. */
  send(message: SmtpMessage): Promise<SmtpAnswer>;
  /** Where the mail server is, for spans. */
  server: { host: string; port: number };
  close(): void;
};

/** The mail server's answer, its code where it gave one. */
export type SmtpAnswer =
  | { result: 'sent' }
  /** `bounces`: it is the address that it refuses. */
  | { result: 'failed'; error: string; bounces: boolean }
  | { result: 'unknown'; error: string }
  | { result: 'later'; error: string; reached: boolean };

/** After which an attempt is given up, whatever the mail server does (milliseconds); shorter than a claim's lease. */
const attemptLimitMs = 60_000;
const errorLength = 500;

/**
 * A pool of connections to the mail server.
 * @param o `url`: `smtp://` or `smtps://`, with user and password where the server asks for them; `from`: as in RFC 5322
 */
export function connectSmtp(o: { url: string; from: string; connections: number }): Smtp {
  const pool = createTransport(
    {
      url: o.url,
      pool: true,
      maxConnections: o.connections,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      dnsTimeout: 10_000,
      socketTimeout: 30_000,
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    {
      from: o.from,
      // RFC 3834 section 5: a program sends it, and no program is to answer.
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    },
  );
  // Errors reach the mail that they concern; without a listener those of idle connections would end the process.
  pool.on('error', () => undefined);
  const handedOver = new Set<unknown>();
  pool.use('stream', (mail, next) => {
    mail.message.transform(() => {
      const whole = new PassThrough();
      whole.on('end', () => handedOver.add(mail.data.messageId));
      return whole;
    });
    next();
  });
  const url = new URL(o.url);
  return {
    server: { host: url.hostname, port: Number(url.port) || (url.protocol === 'smtps:' ? 465 : 587) },
    async send(message) {
      const mail = {
        ...message,
        to: { name: '', address: message.to },
        signal: AbortSignal.timeout(attemptLimitMs),
      };
      try {
        await pool.sendMail(mail);
        return { result: 'sent' };
      } catch (error) {
        return answerOf(error as NodemailerError, handedOver.has(message.messageId));
      } finally {
        handedOver.delete(message.messageId);
      }
    },
    close: () => pool.close(),
  };
}

/** RFC 5321 section 4.2.1: 5yz about the message is for good, 4yz is not; without a reply it depends on how far it got. */
function answerOf(error: NodemailerError, handedOver: boolean): SmtpAnswer {
  const text = (error.response ?? error.message).slice(0, errorLength);
  // A refused sign-in or greeting is about this service, not about the mail.
  const aboutMail = error.code === 'EENVELOPE' || error.code === 'EMESSAGE';
  if (aboutMail && (error.permanent ?? true))
    return { result: 'failed', error: text, bounces: marksAddress(text, error.command === 'RCPT TO') };
  if (error.responseCode !== undefined) return { result: 'later', error: text, reached: aboutMail };
  if (handedOver)
    return { result: 'unknown', error: `The connection broke before the mail server answered: ${text}` };
  return { result: 'later', error: `The mail server cannot be reached: ${text}`, reached: false };
}
