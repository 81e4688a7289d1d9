import request from 'supertest';
import { problemSchema } from '@tenantry/contracts';
import { z } from 'zod';
import { createHttpApp, createLogger, Problem } from '../src';
import { TimeLimitError } from '../src/time/within';

const body = z.strictObject({
  name: z.string().min(1).max(5),
  address: z.strictObject({ 'a/b': z.number().optional() }).optional(),
  kind: z.discriminatedUnion('of', [z.strictObject({ of: z.literal('x'), n: z.number() })]).optional(),
});

let log = '';
const failures: Record<string, () => unknown> = {
  secret: () => new Error('the password is hunter2'),
  redis: () =>
    Object.assign(new Error('The client is closed'), {
      code: undefined,
      constructor: class ClientClosedError {},
    }),
  refused: () => Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' }),
  both: () => new AggregateError([Object.assign(new Error('x'), { code: 'ECONNREFUSED' })], ''),
  query: () =>
    Object.assign(new Error('terminating connection'), {
      driverError: Object.assign(new Error('x'), { code: '57P01' }),
    }),
  pool: () => new Error('timeout exceeded when trying to connect'),
  slow: () => new TimeLimitError(100),
  text: () => 'just a text',
};
const app = createHttpApp({
  logger: createLogger('test', 'info', { write: (line) => void (log += line) }),
  service: 'identity',
  publicUrl: 'https://accounts.example.com',
  configure(routes) {
    routes.post('/things', (req, res) => void res.json(body.parse(req.body)));
    routes.get('/things/:id', (req, res) => void res.json({ id: req.params.id }));
    routes.get('/fail/:how', (req) => {
      throw failures[req.params.how]?.();
    });
    routes.get('/rejected', () =>
      Promise.reject(new Problem('rate.limited', { retryAfterSeconds: 1.2, detail: 'Wait.' })),
    );
  },
});
const post = (sent: string | object) =>
  request(app).post('/things').set('content-type', 'application/json').send(sent);
const codeAndPointers = (response: { body: unknown }) => {
  const problem = problemSchema.parse(response.body);
  return [
    problem.status,
    problem.code,
    ...(problem.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`),
  ];
};

beforeEach(() => {
  log = '';
});

describe('bad input', () => {
  it.each<[string, string, unknown[]]>([
    ['malformed JSON', '{"name":', [400, 'request.malformed']],
    ['something else than an object', '"text"', [400, 'request.malformed']],
    ['a missing key', '{}', [400, 'request.invalid', '/name required']],
    ['a list for a body', '[]', [400, 'request.invalid', ' invalid_type']],
    ['a wrong type', '{"name":7}', [400, 'request.invalid', '/name invalid_type']],
    ['a value that is too long', '{"name":"abcdefg"}', [400, 'request.invalid', '/name too_big']],
    [
      'each unknown key',
      '{"name":"a","x":1,"y/z":2}',
      [400, 'request.invalid', '/x unknown_key', '/y~1z unknown_key'],
    ],
    [
      'an unknown key further in',
      '{"name":"a","address":{"q":1}}',
      [400, 'request.invalid', '/address/q unknown_key'],
    ],
    [
      'a wrong value under an odd key',
      '{"name":"a","address":{"a/b":"x"}}',
      [400, 'request.invalid', '/address/a~1b invalid_type'],
    ],
    [
      'a wrong branch of a union',
      '{"name":"a","kind":{"of":"q"}}',
      [400, 'request.invalid', '/kind/of invalid_union'],
    ],
    [
      '__proto__',
      '{"name":"a","__proto__":{"admin":true}}',
      [400, 'request.invalid', '/__proto__ unknown_key'],
    ],
    [
      '__proto__ further in, escaped',
      '{"name":"a","address":{"\\u005f_proto__":1}}',
      [400, 'request.invalid', '/address/__proto__ unknown_key'],
    ],
    ['a null character', '{"name":"a\\u0000"}', [400, 'request.invalid', '/name invalid_text']],
    [
      'half of a surrogate pair further in',
      '{"name":"a","address":{"q":"\\ud800"}}',
      [400, 'request.invalid', '/address/q invalid_text'],
    ],
    [
      'constructor and prototype',
      '{"name":"a","constructor":{"prototype":{}}}',
      [400, 'request.invalid', '/constructor unknown_key'],
    ],
  ])('answers %s with its status, code and pointers', async (_what, sent, expected) => {
    const response = await post(sent);
    expect(codeAndPointers(response)).toEqual(expected);
    expect(response.headers['content-type']).toMatch('application/problem+json');
  });

  it('refuses a body of 5 MB, a deep one and one that is not JSON', async () => {
    expect(codeAndPointers(await post({ name: 'x'.repeat(5_000_000) }))).toEqual([413, 'request.too_large']);
    const deep = await post(`{"name":${'['.repeat(200_000)}${']'.repeat(200_000)}}`);
    expect(codeAndPointers(deep).slice(0, 2)).toEqual([400, 'request.invalid']);
    const form = await request(app).post('/things').type('form').send('name=a');
    expect(codeAndPointers(form)).toEqual([415, 'request.media_type']);
    const text = await request(app).post('/things').type('text').send('{"name":"a"}');
    expect(codeAndPointers(text)).toEqual([415, 'request.media_type']);
  });

  it('answers an unknown address, a broken escape and a request that is in order', async () => {
    expect(codeAndPointers(await request(app).get('/nothing'))).toEqual([404, 'route.not_found']);
    expect(codeAndPointers(await request(app).get('/things/%E0%A4%A'))).toEqual([400, 'request.malformed']);
    expect((await post({ name: 'ok' })).body).toEqual({ name: 'ok' });
  });
});

describe('failures of ours', () => {
  it('tell nothing to the caller and everything safe to the log', async () => {
    const response = await request(app).get('/fail/secret?email=anna@example.com');
    expect(codeAndPointers(response)).toEqual([500, 'internal']);
    expect(JSON.stringify(response.body)).not.toContain('hunter2');
    expect(log).toContain('the password is hunter2');
    expect(log).not.toContain('anna@example.com');
    expect(codeAndPointers(await request(app).get('/fail/text'))).toEqual([500, 'internal']);
  });

  it.each(['redis', 'refused', 'both', 'query', 'pool', 'slow'])(
    'become a 503 to try again: %s',
    async (how) => {
      const response = await request(app).get(`/fail/${how}`);
      expect(codeAndPointers(response)).toEqual([503, 'service.unavailable']);
      expect(response.headers['retry-after']).toBe('1');
    },
  );

  it('carry the trace of the answer, a link to their explanation and a time to wait', async () => {
    const response = await request(app).get('/rejected');
    expect(response.body).toMatchObject({
      code: 'rate.limited',
      detail: 'Wait.',
      traceId: response.headers['trace-id'],
      type: 'https://accounts.example.com/api/identity/reference#rate.limited',
    });
    expect(response.headers['retry-after']).toBe('2');
  });
});

describe('every answer', () => {
  it('carries security headers and is kept by no cache', async () => {
    const { headers } = await request(app).get('/things/7');
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'trace-id': expect.stringMatching(/^[0-9a-f]{32}$/) as unknown,
    });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['strict-transport-security']).toContain('max-age=');
    expect(headers).not.toHaveProperty('x-powered-by');
  });

  it('is logged as one line with method, path and status, and without the query', async () => {
    await request(app).get('/things/7?q=anna').set('user-agent', 'curious');
    const line = JSON.parse(log) as object;
    expect(line).toMatchObject({ method: 'GET', path: '/things/7', status: 200, level: 'info' });
    expect(log).not.toMatch(/anna|curious|127\.0\.0\.1/);
  });
});
