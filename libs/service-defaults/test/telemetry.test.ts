import { createServer, type Server } from 'node:http';
import { json } from 'node:stream/consumers';
import { eventually, testEnvironment } from '@tenantry/testing';
import { testRedisUrl } from './redis-for-tests';
import { runFixture, type RunningService } from './running-service';

type Span = { traceId: string; parentSpanId?: string; name: string; kind: number; status: { code: number } };
type Export = { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] };

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const otherTraceId = '5bf92f3577b34da6a3ce929d0e0e4736';
const email = 'anna.berg@example.com';
const exported: Export[] = [];
let receiver: Server;
let service: RunningService;

const spans = () =>
  exported.flatMap(({ resourceSpans }) =>
    resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)),
  );
const namesIn = (trace: string) => spans().flatMap((span) => (span.traceId === trace ? [span.name] : []));
const continuing = (trace: string) => ({ traceparent: `00-${trace}-00f067aa0ba902b7-01` });

beforeAll(async () => {
  receiver = createServer((req, res) => {
    void json(req).then((body) => {
      exported.push(body as Export);
      res.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  service = await runFixture({
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(receiver.address() as { port: number }).port}`,
    DATABASE_URL: testEnvironment().databaseUrl,
    REDIS_URL: testRedisUrl(),
  });
});
afterAll(async () => {
  await service.stop('SIGTERM');
  receiver.closeAllConnections();
  await new Promise((resolve) => receiver.close(resolve));
});

describe('a traced service', () => {
  it('continues the trace of the caller through statements, Redis and calls of other services', async () => {
    const response = await fetch(`${service.base}/v1/people/42?q=${email}`, {
      headers: { ...continuing(traceId), 'user-agent': 'SecretBrowser/1.0' },
    });
    expect(response.headers.get('trace-id')).toBe(traceId);
    expect(await response.json()).toMatchObject({
      inner: { traceparent: expect.stringContaining(traceId) as unknown },
    });
    await eventually(() =>
      expect(namesIn(traceId).sort()).toEqual([
        'GET',
        'GET /inner',
        'GET /v1/people/:id',
        'pg.query:SELECT postgres',
        'pg.query:SELECT postgres',
        'redis-SET',
      ]),
    );
    expect(service.lines().find(({ msg }) => msg === 'found')).toMatchObject({ trace_id: traceId });
  });

  it('exports nothing that tells who the person is or what they looked for', () => {
    const text = JSON.stringify(exported);
    expect(text).toContain('$1::text');
    expect(text).toContain('"traced"');
    expect(text).not.toMatch(/anna|SecretBrowser|person:42|\?q=/);
    expect(text).not.toMatch(/"(client\.address|network\.peer\.address|user_agent\.original|url\.query)"/);
    expect(text).toContain('invalid input syntax for type uuid: \\"[value]\\"');
  });

  it('traces neither health checks and metrics nor its own exports', async () => {
    for (const path of ['livez', 'readyz', 'metrics']) await fetch(`${service.operations}/${path}`);
    await fetch(`${service.base}/inner`, { headers: continuing(otherTraceId) });
    await eventually(() => expect(namesIn(otherTraceId)).toEqual(['GET /inner']));
    expect(JSON.stringify(exported)).not.toMatch(/livez|readyz|metrics|v1\/traces/);
  });

  it.each([
    ['nothing', '6bf92f3577b34da6a3ce929d0e0e4736', 404, 1],
    ['failing', '7bf92f3577b34da6a3ce929d0e0e4736', 500, 2],
  ])(
    'says of an answer that was asked for (%s) whether it is a failure',
    async (path, trace, status, code) => {
      const answer = await fetch(`${service.base}/asking/${path}`, { headers: continuing(trace) });
      expect(await answer.json()).toEqual({ status });
      await eventually(() =>
        expect(
          spans().flatMap((span) => (span.traceId === trace && span.kind === 3 ? [span.status.code] : [])),
        ).toEqual([code]),
      );
    },
  );

  it('traces no connection to Redis, and no script that Redis did not know yet', () => {
    expect(spans().map(({ name }) => name)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^redis-(connect|SCRIPT)/)]),
    );
  });

  it('takes less than 150 MB', async () => {
    const memory = (await (await fetch(`${service.base}/memory`)).json()) as { rss: number };
    expect(memory.rss).toBeLessThan(150 * 1024 * 1024);
  });
});
