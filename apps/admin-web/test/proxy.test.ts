import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually } from '@tenantry/testing';
import request from 'supertest';
import { type Console, startConsole, upstream } from './console';

let site: Console;
let service: Awaited<ReturnType<typeof upstream>>;

/** Streams of events that have begun and whose reader the service still knows. */
const streams = new Set<ServerResponse>();

beforeAll(async () => {
  service = await upstream((req, res) => {
    if (req.url?.endsWith('/events')) {
      res.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: first\n\n');
      streams.add(res);
      return void res.once('close', () => streams.delete(res));
    }
    if (req.url === '/v1/hangs-up') return void res.destroy();
    res.setHeader('set-cookie', ['__Host-tenantry=secret; Path=/; HttpOnly; Secure', 'other=1']);
    res.setHeader('content-type', 'application/problem+json');
    res.setHeader('retry-after', '3');
    res.writeHead(429).end('{"code":"rate.limited"}');
  });
  site = await startConsole(service.url, { NOTIFIER_URL: 'http://127.0.0.1:9' });
});
beforeEach(() => service.seen.splice(0));
afterAll(async () => {
  await site.close();
  service.close();
});

describe('a request to a service', () => {
  it('arrives without the prefix, with its query, body, cookie and trace', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    await request(site.app)
      .post('/api/identity/v1/users/7/block?dry=1')
      .set({
        cookie: '__Host-tenantry=secret',
        traceparent,
        'x-tenantry-background': '1',
        origin: 'http://console.test',
      })
      .send({ reason: 'Abuse' });
    expect(service.seen).toHaveLength(1);
    expect(service.seen[0]).toMatchObject({
      method: 'POST',
      url: '/v1/users/7/block?dry=1',
      body: '{"reason":"Abuse"}',
      headers: {
        cookie: '__Host-tenantry=secret',
        traceparent,
        'x-tenantry-background': '1',
        origin: 'http://console.test',
        'x-forwarded-proto': 'http',
        'x-forwarded-host': 'console.test',
      },
    });
  });

  it('tells the service the client’s address as we see it, not as the client says', async () => {
    await request(site.app)
      .get('/api/tenancy/v1/me')
      .set({ 'x-forwarded-for': '6.6.6.6, 203.0.113.9', forwarded: 'for=6.6.6.6' });
    // supertest is on this machine and so a trusted proxy: the address before it counts, what stands before that does not.
    expect(service.seen[0]?.headers['x-forwarded-for']).toBe('203.0.113.9');
    expect(service.seen[0]?.headers['forwarded']).toBeUndefined();
  });

  it('is answered as the service answered: status, headers, every cookie, body', async () => {
    const answer = await request(site.app).get('/api/scheduler/v1/jobs');
    expect(answer.status).toBe(429);
    expect(answer.headers['retry-after']).toBe('3');
    expect(answer.headers['set-cookie']).toEqual([
      '__Host-tenantry=secret; Path=/; HttpOnly; Secure',
      'other=1',
    ]);
    expect(answer.text).toBe('{"code":"rate.limited"}');
  });

  it.each(['/api/notifier/v1/users/7/mails', '/api/identity/v1/hangs-up'])(
    'to a service that does not answer is a 503 that a program understands: %s',
    async (address) => {
      const answer = await request(site.app).get(address);
      expect(answer.status).toBe(503);
      expect(answer.headers['content-type']).toContain('application/problem+json');
      expect(answer.body).toMatchObject({
        code: 'service.unavailable',
        traceId: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
      });
    },
  );

  it.each(['/api/tenancy/internal/decisions', '/api/identity/livez', '/api/identity/'])(
    'that is not for the outside never reaches it: %s',
    async (address) => {
      expect((await request(site.app).post(address).send({})).status).toBe(404);
      expect(service.seen).toEqual([]);
    },
  );

  it('for a stream is answered event by event, uncompressed, and beside any number of others; it ends with its reader', async () => {
    const server = site.app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const leaving = new AbortController();
    // More than a service is asked at a time by all others.
    const opened = Array.from({ length: 300 }, async () => {
      const answer = await fetch(`${address}/api/identity/v1/jobs/7/events`, {
        headers: { accept: 'text/event-stream', 'accept-encoding': 'gzip, br' },
        signal: leaving.signal,
      });
      const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
      return {
        encoding: answer.headers.get('content-encoding'),
        read: async () => (await reader?.read())?.value,
      };
    });
    const readers = await Promise.all(opened);
    const told = await Promise.all(readers.map(({ read }) => read()));
    expect(new Set(told)).toEqual(new Set(['data: first\n\n']));
    expect(new Set(readers.map(({ encoding }) => encoding))).toEqual(new Set([null]));
    for (const stream of streams) stream.write('data: second\n\n');
    expect(await readers[0]?.read()).toBe('data: second\n\n');
    expect((await fetch(`${address}/api/identity/v1/hello`)).status).toBe(429);

    leaving.abort();
    await eventually(() => expect(streams.size).toBe(0));
    server.close();
    server.closeAllConnections();
  });

  it('whose body is large streams through, and the service says whether it is too large', async () => {
    const sink = createServer((req, res) => {
      let bytes = 0;
      req.on('data', (chunk: Buffer) => (bytes += chunk.length));
      req.on('end', () => res.end(String(bytes)));
    }).listen(0, '127.0.0.1');
    await once(sink, 'listening');
    const { port } = sink.address() as { port: number };
    const large = await startConsole(`http://127.0.0.1:${port}`);
    const answer = await request(large.app)
      .post('/api/identity/v1/invitations')
      .set('content-type', 'application/json')
      .send(`"${'x'.repeat(5_000_000)}"`)
      .buffer();
    expect(answer.text).toBe('5000002');
    await large.close();
    sink.close();
    sink.closeAllConnections();
  });
});
