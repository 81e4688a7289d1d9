import { createLogger } from '../src';
import { redactLine } from '../src/logging/redact';

function logged(write: (logger: ReturnType<typeof createLogger>) => void): string {
  let text = '';
  write(createLogger('identity', 'info', { write: (line) => void (text += line) }));
  return text;
}

const secrets = [
  'anna.berg+x@example.com',
  'correct-horse-battery',
  'eyJhbGciOiJFZERTQSJ9.eyJpc3MiOiJpZGVudGl0eSJ9.c2lnbmF0dXJl',
  'kJ3-secret-of-the-cookie',
  'c0de-in-the-link',
];
const [email, password, token, cookie, code] = secrets as [string, string, string, string, string];

describe('the logger', () => {
  it('writes JSON lines with service, level and time', () => {
    const line = JSON.parse(logged((logger) => logger.info({ jobs: 3 }, 'ready'))) as object;
    expect(line).toMatchObject({ service: 'identity', level: 'info', jobs: 3, msg: 'ready' });
    expect(line).toHaveProperty('time', expect.stringMatching(/^\d{4}-.*Z$/));
  });

  it.each<[string, (logger: ReturnType<typeof createLogger>) => void]>([
    ['the message', (l) => l.info(`mail to ${email} with http://h/accept#${code} and ${token}`)],
    ['fields', (l) => l.info({ email, password, token, cookie, link: `http://h/accept?code=${code}` })],
    [
      'nested fields',
      (l) => l.info({ a: { b: [{ c: { email, newPassword: password, accessToken: token } }] } }),
    ],
    ['request headers', (l) => l.info({ req: { headers: { cookie: `__Host-tenantry=${cookie}; a=b` } } })],
    ['a cookie in text', (l) => l.info(`got __Host-tenantry=${cookie}; Path=/`)],
    [
      'an error and its stack',
      (l) => l.error(new Error(`cannot reach postgres://identity:${password}@db/x for ${email}`)),
    ],
    [
      'an error with fields',
      (l) => l.error({ err: Object.assign(new Error('no'), { password, to: email }) }),
    ],
    [
      'an error of the database',
      (l) =>
        l.error({
          err: Object.assign(new Error('duplicate key'), {
            parameters: [password],
            driverError: { detail: `(${code})` },
          }),
        }),
    ],
    [
      'an error under another name',
      (l) => l.error({ error: Object.assign(new Error('no'), { parameters: [password] }) }),
    ],
    [
      'an error by itself',
      (l) => l.error(Object.assign(new Error('no', { cause: new Error(email) }), { parameters: [password] })),
    ],
    [
      'a value that the database refused',
      (l) => l.error(new Error(`invalid input syntax for type uuid: "${password}"`)),
    ],
    ['a relative link', (l) => l.info(`GET /accept?code=${code}`)],
    ['lists of addresses', (l) => l.info({ to: [email, 'боб@пример.рф'] })],
  ])('keeps secrets and personal data out of %s', (_where, write) => {
    const text = logged(write);
    for (const secret of [...secrets, 'боб@пример.рф']) expect(text).not.toContain(secret);
    expect(() => JSON.parse(text) as unknown).not.toThrow();
  });

  it('leaves ids, paths and error codes readable', () => {
    const text = logged((logger) =>
      logger.warn(
        { userId: '0198c0de-0000-7000-8000-000000000001', code: 'ECONNREFUSED', path: '/v1/users' },
        'late',
      ),
    );
    expect(text).toContain('0198c0de-0000-7000-8000-000000000001');
    expect(text).toContain('ECONNREFUSED');
    expect(text).toContain('/v1/users');
  });

  it('reads hostile text of any length in linear time', () => {
    const started = performance.now();
    for (const text of ['a', 'a.', '://', 'eyJ', 'https://a?', '"password":"', '__Host-', 'a@a.']) {
      redactLine(text.repeat(100_000 / text.length));
    }
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
