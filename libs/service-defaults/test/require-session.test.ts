import request from 'supertest';
import {
  createHttpApp,
  createLogger,
  requireSession,
  sessionCookie,
  type Session,
  type SessionState,
} from '../src';

const session: Session = {
  id: 'hash',
  userId: 'u',
  organizationId: 'o',
  createdAt: new Date(0),
  authTime: new Date(0),
  idleSeconds: 60,
  environment: 'test',
  mirroring: null,
};

function appThat(answers: SessionState, asked: unknown[] = [], isStream = false) {
  return createHttpApp({
    logger: createLogger('test', 'silent'),
    service: 'tenancy',
    publicUrl: 'http://127.0.0.1',
    configure(app) {
      app.use(
        requireSession(
          { check: (secret, o) => (asked.push([secret, o.extend]), Promise.resolve(answers)) },
          { isStream },
        ),
      );
      app.get('/me', (req, res) => void res.json({ userId: req.session.userId }));
    },
  });
}

describe('a route behind requireSession', () => {
  it('knows who is signed in, and whether a person caused the request', async () => {
    const asked: unknown[] = [];
    const app = appThat({ state: 'ok', session }, asked);
    const get = () => request(app).get('/me').set('cookie', 'theme=dark; __Host-tenantry=s3cret; x=1');
    expect((await get()).body).toEqual({ userId: 'u' });
    await get().set('x-tenantry-background', '1');
    expect(asked).toEqual([
      [{ own: 's3cret', mirrored: undefined }, true],
      [{ own: 's3cret', mirrored: undefined }, false],
    ]);
  });

  it('[C9] keeps no session alive by a stream, which browsers open again and again', async () => {
    const asked: unknown[] = [];
    await request(appThat({ state: 'ok', session }, asked, true))
      .get('/me')
      .set('cookie', '__Host-tenantry=s3cret');
    expect(asked).toEqual([[{ own: 's3cret', mirrored: undefined }, false]]);
  });

  it('answers 401 with the reason, and takes back a cookie that has ended', async () => {
    const without = await request(appThat({ state: 'ok', session }))
      .get('/me')
      .set('cookie', 'other=1');
    expect([without.status, (without.body as { code: string }).code]).toEqual([401, 'session.missing']);
    for (const state of ['ended', 'other_environment', 'organization_suspended'] as const) {
      const answer = await request(appThat({ state })).get('/me').set('cookie', '__Host-tenantry=s3cret');
      expect([answer.status, (answer.body as { code: string }).code]).toEqual([401, `session.${state}`]);
      expect(answer.headers['set-cookie'] !== undefined).toBe(state === 'ended');
    }
  });
});

describe('a page that shows an account', () => {
  it('[A11] acts as that account or not at all', async () => {
    const app = appThat({ state: 'ok', session: { ...session, userId: 'mirrored' } });
    const from = (account: string) =>
      request(app).get('/me').set('cookie', '__Host-tenantry=s3cret').set('x-tenantry-account', account);
    expect((await from('mirrored')).body).toEqual({ userId: 'mirrored' });
    const other = await from('u');
    expect([other.status, other.body]).toMatchObject([401, { code: 'session.other_account' }]);
    expect(other.headers['set-cookie']).toBeUndefined();
  });

  it.each(['mirroring_ended', 'ended'] as const)(
    '[A11] never becomes one’s own by an answer: %s leaves the mirror cookie',
    async (state) => {
      const answer = await request(appThat({ state }))
        .get('/me')
        .set('cookie', '__Host-tenantry=s3cret; __Host-tenantry-mirror=m1rror');
      expect([answer.status, answer.body]).toMatchObject([401, { code: `session.${state}` }]);
      expect(JSON.stringify(answer.headers['set-cookie'] ?? [])).not.toContain('-mirror');
    },
  );
});

describe('the session cookie', () => {
  it('is bound to this host, to https and to no script', () => {
    expect(sessionCookie.serialize('abc')).toBe(
      '__Host-tenantry=abc; Path=/; HttpOnly; Secure; SameSite=Lax',
    );
    expect(sessionCookie.clear()).toContain('Max-Age=0');
    expect(sessionCookie.read('a=b; __Host-tenantry=abc')).toBe('abc');
    expect(sessionCookie.read('__Host-tenantry=')).toBeUndefined();
    expect(sessionCookie.read(undefined)).toBeUndefined();
  });
});
