import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { createContext } from '../infrastructure';
import { serve, unsuitable, type Context, type Offer, type Part } from '../infrastructure/part';
import { createPorts } from '../infrastructure/ports';
import { postgres } from '../infrastructure/postgres';
import { rabbitmq } from '../infrastructure/rabbitmq';
import { redis } from '../infrastructure/redis';
import { smtp } from '../infrastructure/smtp';
import { parseSources } from '../infrastructure/sources';
import { takeHome } from '../processes/home';
import { cleanUpAfter } from '../processes/leftovers';
import { createStack } from '../processes/stack';
import { silent } from '../progress';
import { temporaryFolder } from './temporary-folder';

const folder = temporaryFolder();
let context: Context;

beforeAll(async () => {
  const stack = createStack(await takeHome(path.join(folder, 'home'), cleanUpAfter));
  const ports = createPorts('private');
  context = createContext({
    stack,
    ports,
    durable: false,
    vhosts: ['/'],
    mailsReadable: true,
    environment: {},
    say: silent,
  });
});

const offer = (source: Offer<object>['source'], answer: () => object): Offer<object> => ({
  source,
  serve: () => Promise.resolve().then(answer),
});
const part = (...offers: Offer<object>[]): Part<object> => ({
  name: 'Thing',
  offers,
  advice: 'Install a thing.',
});
const fail = (message: string) => (): never => {
  throw new Error(message);
};

it('takes a part from the first source that serves it', async () => {
  const served = await serve(
    part(
      offer('url', () => unsuitable('not set')),
      offer('machine', fail('does not start')),
      offer('cache', () => ({ from: 'cache' })),
      offer('apt', fail('must not be tried')),
    ),
    context,
  );

  expect(served).toMatchObject({ source: 'cache', value: { from: 'cache' } });
});

it('says what was tried, why it did not serve, and what mends it', async () => {
  const serving = serve(
    part(
      offer('machine', () => unsuitable('no thing on PATH')),
      offer('cache', fail('no network')),
    ),
    context,
  );

  await expect(serving).rejects.toThrow(
    'Thing is needed and could not be brought up.\nTried:\n  - machine: no thing on PATH\n  - cache: no network\nInstall a thing.',
  );
});

it('tries only the sources that TENANTRY_SOURCES names', async () => {
  const allowed = parseSources(' cache, url ');
  const served = await serve(
    part(
      offer('machine', () => ({})),
      offer('cache', () => ({})),
    ),
    { ...context, allowed },
  );

  expect(served.source).toBe('cache');
  expect(() => parseSources('cache,brew')).toThrow(
    'TENANTRY_SOURCES names "brew"; known are: url, embedded, machine',
  );
});

describe('an address in the environment', () => {
  /** A server that accepts connections and never says a word. */
  const sockets = new Set<net.Socket>();
  const mute = net.createServer((socket) => sockets.add(socket));
  beforeAll(() => new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve)));
  afterAll(() => {
    sockets.forEach((socket) => socket.destroy());
    mute.close();
  });

  const cases: [string, string, Part<object>][] = [
    ['DATABASE_URL', 'postgres://someone:secret@127.0.0.1', postgres],
    ['AMQP_URL', 'amqp://someone:secret@127.0.0.1', rabbitmq],
    ['REDIS_URL', 'redis://someone:secret@127.0.0.1', redis],
    ['SMTP_URL', 'smtp://someone:secret@127.0.0.1', smtp({ readable: true })],
  ];

  it.each(cases)(
    'fails naming %s when nothing listens there, and repeats no password',
    async (variable, url, wanted) => {
      const environment = { [variable]: `${url}:1` };
      const serving = serve(wanted, { ...context, environment });

      await expect(serving).rejects.toThrow(`${variable} is set, but what it names cannot be used`);
      await expect(serving).rejects.toThrow('ECONNREFUSED');
      await expect(serving).rejects.not.toThrow('secret');
    },
  );

  it('fails naming the variable within 5 s when what listens there does not answer', async () => {
    const { port } = mute.address() as AddressInfo;
    const failures = cases.map(([variable, url, wanted]) =>
      expect(serve(wanted, { ...context, environment: { [variable]: `${url}:${port}` } })).rejects.toThrow(
        variable,
      ),
    );

    await Promise.all(failures);
  }, 8_000);
});
