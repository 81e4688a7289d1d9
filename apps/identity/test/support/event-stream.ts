import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { closeServer, listen } from '@tenantry/service-defaults';
import type { Identity } from './start-identity';
import type { Person } from './people';

export type Told<Data> = { id: string; data: Data };

/** The service with an address, for what goes on after its first words. */
export async function listening({ app }: Pick<Identity, 'app'>) {
  const server = await listen(app, { port: 0, host: '127.0.0.1' });
  const { port } = server.address() as AddressInfo;
  return {
    /** Opens a stream of events, as a browser does. */
    async open<Data>(
      path: string,
      { cookie }: Pick<Person, 'cookie'>,
      headers: Record<string, string> = {},
      leaving = new AbortController(),
    ) {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
        headers: { accept: 'text/event-stream', cookie, ...headers },
        signal: leaving.signal,
      });
      return {
        status: answer.status,
        headers: answer.headers,
        body: () => answer.json(),
        told: eventsOf<Data>(answer),
        leave: () => leaving.abort(),
      };
    },
    /** How many connections it has. */
    connections: promisify<number>((done) => server.getConnections(done)),
    close: () => closeServer(server, 100),
  };
}

/** What is told, until the stream ends (HTML, Server-sent events, Interpreting an event stream). */
async function* eventsOf<Data>({ body }: globalThis.Response): AsyncGenerator<Told<Data>> {
  if (!body) return;
  let text = '';
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = new Map(block.split('\n').map((line) => line.split(/: (.*)/s, 2) as [string, string]));
      const [id, data] = [fields.get('id'), fields.get('data')];
      if (id !== undefined && data !== undefined) yield { id, data: JSON.parse(data) as Data };
    }
  }
}
