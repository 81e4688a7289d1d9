import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

/** An answer that a page or program on this machine gets. */
export type Answer = {
  status?: number;
  type?: string;
  body?: string | Buffer;
  headers?: Record<string, string>;
};
export type Handler = (
  request: http.IncomingMessage,
  url: URL,
) => Promise<Answer | undefined> | Answer | undefined;

export type LocalServer = { url: string; port: number; close: () => Promise<void> };

const bodyLimit = 20_000_000;

/**
 * A small HTTP server for this machine only: listens on 127.0.0.1 and refuses other host names, so that a foreign web
 * page cannot reach it under a name of its own (DNS rebinding).
 * @param port 0 takes any
 */
export const startLocalServer = async (port: number, handle: Handler): Promise<LocalServer> => {
  const server = http.createServer((request, response) => {
    const send = ({
      status = 200,
      type = 'text/plain; charset=utf-8',
      body = '',
      headers = {},
    }: Answer): void => {
      response.writeHead(status, {
        'content-type': type,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        ...headers,
      });
      response.end(body);
    };
    const host = (request.headers.host ?? '').replace(/:\d+$/, '');
    if (!['127.0.0.1', 'localhost', '[::1]'].includes(host)) {
      send({ status: 421, body: 'This server answers on this machine only.\n' });
      return;
    }
    Promise.resolve()
      .then(() => handle(request, new URL(request.url ?? '/', 'http://localhost')))
      .then((answer) => send(answer ?? { status: 404, body: 'There is nothing here.\n' }))
      .catch((error: unknown) =>
        send({ status: 400, body: `${error instanceof Error ? error.message : 'Bad request'}\n` }),
      );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const taken = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${taken}`,
    port: taken,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

export const json = (value: unknown, status = 200): Answer => ({
  status,
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(value),
});

/** The request's body, unpacked. @throws above 20 MB, packed or unpacked */
export const readBody = async (request: http.IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > bodyLimit) throw new Error('The body is larger than 20 MB.');
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  return request.headers['content-encoding'] === 'gzip'
    ? gunzipSync(body, { maxOutputLength: bodyLimit })
    : body;
};
