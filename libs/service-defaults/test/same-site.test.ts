import request from 'supertest';
import { createHttpApp, createLogger } from '../src';

const own = 'https://accounts.example.com';
const app = createHttpApp({
  logger: createLogger('test', 'silent'),
  service: 'identity',
  publicUrl: `${own}/`,
  configure(routes) {
    routes.all('/act', (_req, res) => void res.json({ done: true }));
  },
});
const cookie = '__Host-tenantry=x';

describe('requests from other sites', () => {
  it.each<[string, Record<string, string>, number]>([
    ["the console's own origin", { origin: own, 'sec-fetch-site': 'same-origin', cookie }, 200],
    ['an older browser that sends only Origin', { origin: own, cookie }, 200],
    ['a browser that sends only Sec-Fetch-Site', { 'sec-fetch-site': 'same-origin', cookie }, 200],
    ['a program without cookies', {}, 200],
    ['another origin', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site', cookie }, 403],
    ['another origin without a cookie (signing a person in)', { origin: 'https://evil.example' }, 403],
    ['a sibling domain', { origin: 'https://blog.example.com', 'sec-fetch-site': 'same-site', cookie }, 403],
    ['the same host by http', { origin: 'http://accounts.example.com', cookie }, 403],
    ['another port', { origin: `${own}:8443`, cookie }, 403],
    ['a sandboxed frame', { origin: 'null', cookie }, 403],
    [
      'a lie about Sec-Fetch-Site',
      { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin', cookie },
      403,
    ],
    ['a navigation typed by the person', { 'sec-fetch-site': 'none', cookie }, 403],
    ['a cookie with no sign of where it comes from', { cookie }, 403],
  ])('are told apart: %s', async (_from, headers, status) => {
    for (const method of ['post', 'put', 'patch', 'delete'] as const) {
      const response = await request(app)[method]('/act').set(headers);
      expect(response.status).toBe(status);
      if (status === 403) expect(response.body).toMatchObject({ code: 'request.cross_site' });
    }
  });

  it('may read what they cannot see anyway, and no method hides in another one', async () => {
    expect((await request(app).get('/act').set({ 'sec-fetch-site': 'cross-site' })).status).toBe(200);
    const hidden = await request(app)
      .post('/act')
      .set({ origin: 'https://evil.example', 'x-http-method-override': 'GET' });
    expect(hidden.status).toBe(403);
  });
});
