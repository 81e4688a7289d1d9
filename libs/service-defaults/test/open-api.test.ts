import { problems } from '@tenantry/contracts';
import request from 'supertest';
import { z } from 'zod';
import { createHttpApp, createLogger, openApiDocument, serveOpenApi } from '../src';

const thing = z
  .object({
    id: z.uuid(),
    name: z.string().max(5).meta({ description: 'A <b>name</b>' }),
    kind: z.enum(['a', 'b']).optional(),
  })
  .meta({ id: 'Thing' });
let made = 0;
const document = () => {
  made += 1;
  return openApiDocument({
    title: 'Things',
    version: '1.0.0',
    paths: {
      '/v1/things/{thingId}': {
        post: {
          summary: 'Changes a thing',
          requestParams: { path: z.object({ thingId: z.uuid() }) },
          requestBody: { content: { 'application/json': { schema: z.strictObject({ name: z.string() }) } } },
          responses: {
            200: { description: 'The thing', content: { 'application/json': { schema: thing } } },
          },
        },
      },
    },
  });
};
const app = createHttpApp({
  logger: createLogger('test', 'silent'),
  service: 'things',
  publicUrl: 'http://127.0.0.1',
  configure: (routes) => serveOpenApi(routes, document),
});

describe('the API describes itself', () => {
  it('as OpenAPI 3.1, with the problems that each operation may answer', async () => {
    const answer = await request(app).get('/openapi.json');
    expect(answer.body).toMatchObject({
      openapi: '3.1.0',
      info: { title: 'Things', version: '1.0.0' },
      paths: {
        '/v1/things/{thingId}': {
          post: {
            requestBody: { content: { 'application/json': { schema: { additionalProperties: false } } } },
            responses: {
              200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } },
              default: {
                content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
              },
            },
          },
        },
      },
    });
    await request(app).get('/openapi.json');
    expect(made).toBe(1);
  });

  it('as a page without scripts and outside addresses, with an anchor for every problem', async () => {
    const { text, headers } = await request(app).get('/reference');
    expect(headers['content-type']).toContain('text/html');
    expect(text).toContain('<code>/v1/things/{thingId}</code>');
    expect(text).toContain('<a href="#schema-Thing">Thing</a>');
    expect(text).toContain('A &lt;b&gt;name&lt;/b&gt;');
    for (const code of Object.keys(problems)) expect(text).toContain(`<tr id="${code}">`);
    expect(text).not.toMatch(/<script|https?:\/\//);
    const style = await request(app).get('/reference.css');
    expect([style.status, style.headers['content-type']]).toEqual([200, expect.stringContaining('text/css')]);
  });
});
