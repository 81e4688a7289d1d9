import { eventually } from '@tenantry/testing';
import request from 'supertest';
import { toOtlp } from '../src/tracing/spans';
import { type Console, publicUrl, startConsole, upstream } from './console';

let site: Console;
let receiver: Awaited<ReturnType<typeof upstream>>;

const span = {
  traceId: '0af7651916cd43dd8448eb211c80319c',
  spanId: 'b7ad6b7169203331',
  parentSpanId: null,
  name: 'block user',
  kind: 'internal' as const,
  startedAt: 1_795_337_000_123.456,
  endedAt: 1_795_337_000_323.456,
  attributes: { 'http.response.status_code': 200 },
  failed: false,
};

beforeAll(async () => {
  receiver = await upstream();
  site = await startConsole('http://127.0.0.1:9', {
    TRACES_URL: receiver.url,
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
  });
});
beforeEach(() => receiver.seen.splice(0));
afterAll(async () => {
  await site.close();
  receiver.close();
});

const post = (body: string | object) =>
  request(site.app)
    .post('/telemetry/v1/traces')
    .set({ origin: publicUrl, 'content-type': 'application/json' })
    .send(body);

describe('[B3] spans of the browser', () => {
  it('are forwarded under the name of the browser’s part of the console', async () => {
    expect((await post(toOtlp([span]) as object)).status).toBe(202);
    const [forwarded] = await eventually(() => {
      expect(receiver.seen).toHaveLength(1);
      return receiver.seen;
    });
    expect(forwarded?.url).toBe('/v1/traces');
    expect(JSON.parse(forwarded?.body ?? '')).toMatchObject({
      resourceSpans: [
        {
          resource: {
            attributes: expect.arrayContaining([
              { key: 'service.name', value: { stringValue: 'admin-web-browser' } },
              { key: 'deployment.environment.name', value: { stringValue: 'test' } },
            ]) as unknown,
          },
          scopeSpans: [
            { spans: [{ name: 'block user', startTimeUnixNano: '1795337000123456055', kind: 1 }] },
          ],
        },
      ],
    });
  });

  it.each([
    ['another service’s name', { resourceSpans: [{ resource: {}, scopeSpans: [] }] }],
    ['attributes that may hold personal data', toOtlp([{ ...span, attributes: { 'url.full': '/?q=ana' } }])],
    ['names that are no names', toOtlp([{ ...span, name: 'ana@example.com <script>' }])],
    ['ids that are no ids', toOtlp([{ ...span, traceId: 'x' }])],
    ['hundreds of spans', toOtlp(Array.from({ length: 101 }, () => span))],
  ])('with %s are refused', async (_what, body) => {
    const answer = await post(body as object);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: 'request.invalid' });
    expect(receiver.seen).toEqual([]);
  });

  it('in masses, from other sites and in other formats are refused', async () => {
    expect((await post(`"${'x'.repeat(70_000)}"`)).body).toMatchObject({ code: 'request.too_large' });
    const elsewhere = await post(toOtlp([span]) as object).set('origin', 'https://evil.example');
    expect(elsewhere.body).toMatchObject({ code: 'request.cross_site' });
    const protobuf = await post('x').set('content-type', 'application/x-protobuf');
    expect(protobuf.body).toMatchObject({ code: 'request.media_type' });
  });

  it('never fail the browser where the receiver is gone', async () => {
    const alone = await startConsole('http://127.0.0.1:9', {
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9',
    });
    const answer = await request(alone.app)
      .post('/telemetry/v1/traces')
      .set('origin', publicUrl)
      .send(toOtlp([span]) as object);
    expect(answer.status).toBe(202);
    await alone.close();
  });
});

describe('[B3] the traces of the installation', () => {
  it('are for those who are signed in', async () => {
    expect((await request(site.app).get('/api/traces')).body).toMatchObject({ code: 'session.missing' });
    const ended = await request(site.app).get('/api/traces').set('cookie', '__Host-tenantry=nonsense');
    expect(ended.body).toMatchObject({ code: 'session.ended' });
    expect(receiver.seen).toEqual([]);
  });

  it('are asked of the receiver', async () => {
    const secret = await eventually(() => site.signIn());
    const get = (address: string) =>
      eventually(async () => {
        const answer = await request(site.app).get(address).set('cookie', `__Host-tenantry=${secret}`);
        expect(answer.status).toBe(200);
      });
    await get('/api/traces?limit=20');
    await get(`/api/traces/${span.traceId}`);
    expect(receiver.seen.map(({ url }) => url)).toEqual(['/traces?limit=20', `/traces/${span.traceId}`]);
  });

  it('are not there where the installation keeps none', async () => {
    const without = await startConsole('http://127.0.0.1:9');
    expect((await request(without.app).get('/api/traces')).status).toBe(404);
    await without.close();
  });
});
