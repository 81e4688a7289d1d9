import { gzipSync } from 'node:zlib';
import type { LocalServer } from '../local-server';
import { startTraceReceiver, type TraceSpan, type TraceSummary } from '../trace-receiver/receiver';

let receiver: LocalServer;
beforeAll(async () => (receiver = await startTraceReceiver(0, { keep: 3 })));
afterAll(() => receiver.close());

const nano = (milliseconds: number): string => `${1_700_000_000_000 + milliseconds}000000`;
const span = (traceId: string, spanId: string, at: number, fields: object = {}) => ({
  traceId,
  spanId,
  name: `span ${spanId}`,
  kind: 2,
  startTimeUnixNano: nano(at),
  endTimeUnixNano: nano(at + 5),
  ...fields,
});
const send = (service: string, spans: object[], headers: Record<string, string> = {}): Promise<Response> => {
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: service } }] };
  const body = JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans }] }] });
  return fetch(`${receiver.url}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: headers['content-encoding'] === 'gzip' ? gzipSync(body) : body,
  });
};
const list = async (query = ''): Promise<TraceSummary[]> =>
  (await (await fetch(`${receiver.url}/traces${query}`)).json()) as TraceSummary[];

it('puts together a trace whose spans come from several services, in any order', async () => {
  const attributes = [
    { key: 'http.response.status_code', value: { intValue: '204' } },
    {
      key: 'messaging.batch',
      value: { arrayValue: { values: [{ stringValue: 'a' }, { boolValue: true }] } },
    },
  ];
  const links = [{ traceId: 'ff', spanId: 'ee', attributes: [] }];
  await send('notifier', [
    span('a1', 'c', 20, { parentSpanId: 'b', kind: 5, links, status: { code: 2, message: 'refused' } }),
  ]);
  await send('identity', [span('a1', 'b', 10, { attributes })], { 'content-encoding': 'gzip' });

  expect(await list()).toEqual([
    {
      traceId: 'a1',
      root: { name: 'span b', service: 'identity' },
      startedAt: new Date(1_700_000_000_010).toISOString(),
      durationMs: 15,
      spans: 2,
      services: ['identity', 'notifier'],
      error: true,
    },
  ]);
  const spans = (await (await fetch(`${receiver.url}/traces/A1`)).json()) as TraceSpan[];
  expect(spans).toEqual([
    {
      spanId: 'b',
      name: 'span b',
      service: 'identity',
      kind: 'server',
      startMs: 0,
      durationMs: 5,
      attributes: { 'http.response.status_code': 204, 'messaging.batch': ['a', true] },
      status: { code: 'unset' },
      links: [],
    },
    expect.objectContaining({
      spanId: 'c',
      parentSpanId: 'b',
      kind: 'consumer',
      startMs: 10,
      status: { code: 'error', message: 'refused' },
      links: [{ traceId: 'ff', spanId: 'ee' }],
    }),
  ]);
});

it('keeps the latest traces and lists the newest first', async () => {
  for (const [index, traceId] of ['b1', 'b2', 'b3'].entries())
    await send('tenancy', [span(traceId, '1', 100 + index)]);

  expect((await list()).map(({ traceId }) => traceId)).toEqual(['b3', 'b2', 'b1']);
  expect((await list('?limit=1')).map(({ traceId }) => traceId)).toEqual(['b3']);
  expect((await fetch(`${receiver.url}/traces/a1`)).status).toBe(404);
});

it('refuses what is not OTLP in JSON, saying what it wants', async () => {
  const protobuf = await send('tenancy', [], { 'content-type': 'application/x-protobuf' });
  expect(protobuf.status).toBe(415);
  expect(await protobuf.text()).toContain('OTEL_EXPORTER_OTLP_PROTOCOL=http/json');

  const wrong = await fetch(`${receiver.url}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  expect(wrong.status).toBe(400);
});
