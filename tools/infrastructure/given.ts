import net from 'node:net';
import tls from 'node:tls';
import { within } from '../wait';
import { messageOf } from '../progress';
import { CannotBeServed, unsuitable, type Context, type Unsuitable } from './part';

/** How long a service at a given address may take to answer. */
const limitMs = 5_000;

/**
 * The value of the variable, once `connect` has reached what it names.
 * @throws CannotBeServed naming the variable, within 5 s
 */
export const givenUrl = async (
  context: Context,
  variable: 'DATABASE_URL' | 'AMQP_URL' | 'REDIS_URL' | 'SMTP_URL',
  connect: (url: string) => Promise<unknown>,
): Promise<string | Unsuitable> => {
  const url = context.environment[variable];
  if (url === undefined || url === '') return unsuitable(`${variable} is not set`);
  try {
    await within(limitMs, 'an answer', connect(url));
    return url;
  } catch (error) {
    throw new CannotBeServed(
      `${variable} is set, but what it names cannot be used: ${messageOf(error)}\n` +
        `  ${variable}=${withoutPassword(url)}\nCorrect the address, start what it names, or unset ${variable} to have it brought up here.`,
    );
  }
};

const withoutPassword = (url: string): string => url.replace(/(\/\/[^:/@]*:)[^@]*@/, '$1…@');

/** The first line that a server says, for protocols in which the server greets first. */
export const greeting = (url: string, defaultPort: number): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port, protocol } = new URL(url);
    const address = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || defaultPort };
    const socket =
      protocol === 'smtps:' ? tls.connect({ ...address, servername: address.host }) : net.connect(address);
    socket.setTimeout(limitMs, () => socket.destroy(new Error('no greeting')));
    socket.once('data', (data: Buffer) => {
      socket.destroy();
      resolve(data.toString('latin1'));
    });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('the connection was closed without a greeting')));
  });
