import { register } from 'prom-client';
import request from 'supertest';
import {
  closeServer,
  createHttpApp,
  createLogger,
  listen,
  startOperationsServer,
  type OperationsServer,
} from '../src';

let failing: (() => Promise<void>) | undefined;
let server: OperationsServer;
const url = () => `http://127.0.0.1:${server.port}`;

beforeAll(async () => {
  register.resetMetrics(); // what other files have asked
  server = await startOperationsServer({
    port: 0,
    host: '127.0.0.1',
    ready: { database: () => undefined, broker: () => failing?.() },
    metrics: async (register) => {
      const { Gauge } = await import('prom-client');
      new Gauge({ name: 'outbox_pending', help: 'Rows not confirmed yet.', registers: [register] }).set(7);
    },
  });
});
afterAll(() => server.close());
beforeEach(() => {
  failing = undefined;
});

describe('the operations port', () => {
  it('says that the process lives and is ready', async () => {
    expect((await request(url()).get('/livez')).body).toEqual({ status: 'ok' });
    const ready = await request(url()).get('/readyz?verbose');
    expect([ready.status, ready.body]).toEqual([
      200,
      {
        status: 'ok',
        checks: [
          { name: 'database', ok: true },
          { name: 'broker', ok: true },
        ],
      },
    ]);
  });

  it('is not ready, and says which check fails and why, also when a check hangs', async () => {
    failing = () => Promise.reject(new Error('no connection to RabbitMQ'));
    const refused = await request(url()).get('/readyz');
    expect([refused.status, refused.body]).toMatchObject([
      503,
      { checks: [{ ok: true }, { name: 'broker', ok: false, reason: 'no connection to RabbitMQ' }] },
    ]);
    failing = () => new Promise(() => undefined);
    const hanging = await request(url()).get('/readyz');
    expect([hanging.status, hanging.body]).toMatchObject([
      503,
      { checks: [{}, { reason: 'no answer within 2000 ms' }] },
    ]);
    expect((await request(url()).get('/livez')).status).toBe(200);
  });

  it('has started once everything that must happen once has happened, whatever comes later', async () => {
    let bound = false;
    const starting = await startOperationsServer({
      port: 0,
      host: '127.0.0.1',
      ready: {},
      started: {
        bus: () => {
          if (!bound) throw new Error('The inbox is not bound yet.');
        },
      },
    });
    const probe = () => request(`http://127.0.0.1:${starting.port}`).get('/startupz');
    expect([(await probe()).status, (await probe()).body]).toMatchObject([
      503,
      { checks: [{ name: 'bus', reason: 'The inbox is not bound yet.' }] },
    ]);
    bound = true;
    expect((await probe()).status).toBe(200);
    bound = false;
    expect((await probe()).status).toBe(200);
    await starting.close();
  });

  it('gives metrics of the process, of the service and of requests by route', async () => {
    const app = createHttpApp({
      logger: createLogger('test', 'silent'),
      service: 'identity',
      publicUrl: 'http://127.0.0.1',
      configure: (routes) => routes.get('/v1/users/:userId', (_req, res) => void res.json({})),
    });
    await request(app).get('/v1/users/8f2c');
    await request(app).get('/wp-admin/8f2c');
    const metrics = await request(url()).get('/metrics');
    expect(metrics.text).toContain('outbox_pending 7');
    expect(metrics.text).toContain('process_resident_memory_bytes');
    expect(metrics.text).toContain(
      'http_server_request_duration_seconds_count{method="GET",route="/v1/users/:userId",status="200"} 1',
    );
    expect(metrics.text).toContain('route="unmatched",status="404"} 1');
    expect(metrics.text).not.toContain('8f2c');
    expect((await request(url()).get('/other')).status).toBe(404);
  });
});

describe('a server', () => {
  it('finishes the request under way before it closes, and cuts streams that never end', async () => {
    let finish: () => void = () => undefined;
    const begun: string[] = [];
    const http = await listen(
      (req, res) => {
        begun.push(req.url ?? '');
        res.writeHead(200).flushHeaders();
        if (req.url === '/slow') finish = () => res.end('done');
      },
      { port: 0, host: '127.0.0.1' },
    );
    const base = `http://127.0.0.1:${(http.address() as { port: number }).port}`;
    const slow = await fetch(`${base}/slow`);
    const stream = await fetch(`${base}/stream`);
    const closed = closeServer(http, 100);
    finish();
    expect(await slow.text()).toBe('done');
    await expect(stream.text()).rejects.toThrow();
    await closed;
    await closeServer(http);
    await expect(fetch(base)).rejects.toThrow();
  });

  it('says that its port is taken', async () => {
    await expect(listen(() => undefined, { port: server.port, host: '127.0.0.1' })).rejects.toThrow(
      /EADDRINUSE/,
    );
  });
});
