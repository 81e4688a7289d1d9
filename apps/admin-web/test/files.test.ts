import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import request from 'supertest';
import { type Console, startConsole, upstream } from './console';

let site: Console;
let service: Awaited<ReturnType<typeof upstream>>;

beforeAll(async () => {
  service = await upstream();
  site = await startConsole(service.url, {
    IMPRINT_URL: 'https://example.com/imprint',
    MAIL_PAGE_URL: 'http://localhost:8025',
  });
});
afterAll(async () => {
  await site.close();
  service.close();
});

describe('the console’s files', () => {
  it.each(['/', '/users', '/users/0b9c7a52?tab=mail', '/accept-invitation'])(
    'are started by the page at %s, which is asked for anew each time',
    async (address) => {
      const answer = await request(site.app).get(address).set('accept', 'text/html');
      expect(answer.status).toBe(200);
      expect(answer.text).toContain('<div id="root">');
      expect(answer.headers['cache-control']).toBe('no-cache');
      expect(answer.headers['etag']).toBeDefined();
    },
  );

  it.each([
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['identity', undefined],
  ])(
    'are kept for ever where their name holds their content; whoever takes %s gets them in %s',
    async (accepted, encoding) => {
      const answer = await request(site.app).get('/assets/index-abc123.js').set('accept-encoding', accepted);
      expect(answer.status).toBe(200);
      expect(answer.headers).toMatchObject({
        'cache-control': 'public, max-age=31536000, immutable',
        'content-type': expect.stringMatching(/^text\/javascript; charset=utf-8$/i) as unknown,
        vary: 'Accept-Encoding',
      });
      expect(answer.headers['content-encoding']).toBe(encoding);
    },
  );

  it('are compressed when they are built', () => {
    const assets = path.join(__dirname, '../dist/client/assets');
    const files = readdirSync(assets).filter(
      (file) => /\.(js|css)$/.test(file) && statSync(path.join(assets, file)).size > 1024,
    );
    expect(files.filter((file) => file.endsWith('.js')).length).toBeGreaterThan(10);
    expect(files.filter((file) => file.endsWith('.css')).length).toBeGreaterThan(0);
    for (const file of files)
      expect(['br', 'gz'].filter((kind) => existsSync(path.join(assets, `${file}.${kind}`)))).toEqual([
        'br',
        'gz',
      ]);
  });

  it('that an old page asks for and a release has taken away are missing, not the page', async () => {
    const answer = await request(site.app).get('/assets/index-old.js').set('accept', '*/*');
    expect(answer.status).toBe(404);
    expect(answer.body).toMatchObject({ code: 'route.not_found' });
  });

  it.each(['/../server/main.js', '/%2e%2e/package.json', '/.env', '/api/nobody/v1/x', '/telemetry/other'])(
    'do not include %s',
    async (address) => {
      expect((await request(site.app).get(address)).status).toBe(404);
    },
  );
});

describe('the page’s content security policy', () => {
  it('takes scripts, styles and fonts from this origin, and inline scripts by their hash alone', async () => {
    const answer = await request(site.app).get('/');
    const policy = answer.headers['content-security-policy'] ?? '';
    const script = /<script>([\s\S]*?)<\/script>/.exec(answer.text)?.[1] ?? '';
    const hash = createHash('sha256').update(script).digest('base64');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`script-src 'self' 'sha256-${hash}'`);
    expect(policy).toContain("style-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
  });

  it('asks for https for good only where the console is reached over https', async () => {
    expect((await request(site.app).get('/')).headers['strict-transport-security']).toBeUndefined();
    const secure = await startConsole(service.url, { PUBLIC_URL: 'https://console.test' });
    const answer = await request(secure.app).get('/');
    expect(answer.headers['strict-transport-security']).toMatch(/^max-age=\d{8}/);
    expect(answer.headers['content-security-policy']).toContain('upgrade-insecure-requests');
    await secure.close();
  });
});

it('[C10] tells the browser the environment, and the links and pages of the installation', async () => {
  const answer = await request(site.app).get('/runtime.json');
  expect(answer.body).toEqual({
    environment: 'test',
    links: { imprint: 'https://example.com/imprint', dataProtection: null, terms: null },
    traces: false,
    mailPage: 'http://localhost:8025',
  });
});
