import { createHmac, createPublicKey, randomBytes } from 'node:crypto';
import { exportJWK, generateKeyPair, importJWK, SignJWT, type JWK } from 'jose';
import request from 'supertest';
import { createHttpApp, createLogger, requireServiceToken, serviceTokens } from '../src';

type Keys = { privateKeyJwk: JWK; publicKeyJwk: JWK };
let identity: Keys;
let notifier: Keys;
let stranger: Keys;
let newer: Keys;
let app: ReturnType<typeof createHttpApp>;

async function keysOf(kid: string): Promise<Keys> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  return {
    privateKeyJwk: { ...(await exportJWK(privateKey)), kid },
    publicKeyJwk: { ...(await exportJWK(publicKey)), kid },
  };
}

beforeAll(async () => {
  [identity, notifier, stranger] = [
    await keysOf('identity'),
    await keysOf('notifier'),
    await keysOf('identity'),
  ];
  newer = await keysOf('identity.20261128T101500');
  const jwks = { keys: [identity.publicKeyJwk, newer.publicKeyJwk, notifier.publicKeyJwk] };
  app = createHttpApp({
    logger: createLogger('test', 'silent'),
    service: 'tenancy',
    publicUrl: 'http://127.0.0.1',
    configure(routes) {
      routes.use(requireServiceToken({ audience: 'tenancy', jwks, issuers: ['identity', 'notifier'] }));
      routes.post('/internal/decisions', (req, res) => void res.json({ from: req.callingService }));
    },
  });
});

const call = (token: string | undefined) => {
  const post = request(app).post('/internal/decisions');
  return token === undefined ? post : post.set('authorization', `Bearer ${token}`);
};

type Mutation = { header?: object; claims?: object; key?: JWK };
async function forged({ header, claims, key = identity.privateKeyJwk }: Mutation): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ iss: 'identity', aud: 'tenancy', iat: now, exp: now + 60, ...claims })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'service+jwt', kid: 'identity', ...header })
    .sign(await importJWK(key, 'EdDSA'));
}
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const now = () => Math.floor(Date.now() / 1000);

/** A token with an algorithm that takes the public key for a shared secret (RFC 8725 section 2.1). */
function signedWithPublicKey(secret: string | Buffer): string {
  const signed = `${part({ alg: 'HS256', typ: 'service+jwt', kid: 'identity' })}.${part({ iss: 'identity', aud: 'tenancy', iat: now(), exp: now() + 60 })}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

describe('a service token', () => {
  it('lets a service in with its old key and with its new one', async () => {
    for (const { privateKeyJwk } of [identity, newer]) {
      const token = await serviceTokens({ service: 'identity', privateKeyJwk }).issue('tenancy');
      expect((await call(token)).body).toEqual({ from: 'identity' });
    }
  });

  it('is not made with the key of another service', () => {
    const { privateKeyJwk } = newer;
    expect(() => serviceTokens({ service: 'notifier', privateKeyJwk })).toThrow(
      'the key identity.20261128T101500 is not one of notifier',
    );
  });

  it('lets the named service in, and is used again until shortly before its end', async () => {
    const tokens = serviceTokens({ service: 'identity', privateKeyJwk: identity.privateKeyJwk });
    const token = await tokens.issue('tenancy');
    expect((await call(token)).body).toEqual({ from: 'identity' });
    expect(await tokens.issue('tenancy')).toBe(token);
    expect(await tokens.issue('notifier')).not.toBe(token);
    expect((await call(await forged({}))).status).toBe(200);
  });

  it('is made anew 20 seconds before it ends', async () => {
    const tokens = serviceTokens({ service: 'identity', privateKeyJwk: identity.privateKeyJwk });
    const clock = jest.spyOn(Date, 'now');
    const start = Date.now();
    const token = await tokens.issue('tenancy');
    clock.mockReturnValue(start + 38_000);
    expect(await tokens.issue('tenancy')).toBe(token);
    clock.mockReturnValue(start + 41_000);
    expect(await tokens.issue('tenancy')).not.toBe(token);
    clock.mockRestore();
  });

  it.each<[string, () => Promise<string> | string | undefined]>([
    ['no token', () => undefined],
    ['nonsense', () => 'a.b.c'],
    [
      'alg none',
      () =>
        `${part({ alg: 'none', typ: 'service+jwt', kid: 'identity' })}.${part({ iss: 'identity', aud: 'tenancy', iat: now(), exp: now() + 60 })}.`,
    ],
    [
      'alg none with a signature',
      () =>
        `${part({ alg: 'none', typ: 'service+jwt', kid: 'identity' })}.${part({ iss: 'identity', aud: 'tenancy', iat: now(), exp: now() + 60 })}.AAAA`,
    ],
    [
      'HS256 with the public key (x)',
      () => signedWithPublicKey(Buffer.from(identity.publicKeyJwk.x ?? '', 'base64url')),
    ],
    ['HS256 with the public key (JWK)', () => signedWithPublicKey(JSON.stringify(identity.publicKeyJwk))],
    [
      'HS256 with the public key (PEM)',
      () =>
        signedWithPublicKey(
          createPublicKey({ key: identity.publicKeyJwk as never, format: 'jwk' }).export({
            type: 'spki',
            format: 'pem',
          }),
        ),
    ],
    ['another audience', () => forged({ claims: { aud: 'identity' } })],
    ['no audience', () => forged({ claims: { aud: undefined } })],
    ['an issuer that may not call', () => forged({ claims: { iss: 'scheduler' } })],
    ['no issuer', () => forged({ claims: { iss: undefined } })],
    ["another service's name with one's own key", () => forged({ claims: { iss: 'notifier' } })],
    ["another key's kid", () => forged({ header: { kid: 'identity.20261128T101500' } })],
    [
      'a newer key of another service',
      () =>
        forged({
          key: newer.privateKeyJwk,
          header: { kid: newer.privateKeyJwk.kid },
          claims: { iss: 'notifier' },
        }),
    ],
    ["another service's kid", () => forged({ header: { kid: 'notifier' } })],
    ['an unknown kid', () => forged({ header: { kid: '../../etc/passwd' } })],
    ['no kid', () => forged({ header: { kid: undefined } })],
    ['an unknown key under a known name', () => forged({ key: stranger.privateKeyJwk })],
    [
      'a key that the token brings along',
      () => forged({ key: stranger.privateKeyJwk, header: { jwk: stranger.publicKeyJwk } }),
    ],
    [
      'an address for the key',
      () => forged({ key: stranger.privateKeyJwk, header: { jku: 'http://127.0.0.1/keys' } }),
    ],
    ['an expired one', () => forged({ claims: { iat: now() - 200, exp: now() - 100 } })],
    ['one without an end', () => forged({ claims: { exp: undefined } })],
    ['one for a year', () => forged({ claims: { iat: now() - 3600, exp: now() + 31_536_000 } })],
    ['one without a beginning', () => forged({ claims: { iat: undefined } })],
    ['one from the future', () => forged({ claims: { iat: now() + 3600, exp: now() + 3660 } })],
    ['another type', () => forged({ header: { typ: 'JWT' } })],
    ['no type', () => forged({ header: { typ: undefined } })],
    ['another session cookie as token', () => randomBytes(32).toString('base64url')],
  ])('is refused: %s', async (_what, make) => {
    const response = await call(await make());
    expect([response.status, (response.body as { code: string }).code]).toEqual([
      401,
      'service_token.refused',
    ]);
  });

  it('is refused when any character of it is another one', async () => {
    const token = await forged({});
    const statuses = new Set<number>();
    for (let at = 0; at < token.length - 1; at += 1) {
      if (token[at] === '.') continue;
      const other = token[at] === 'A' ? 'B' : 'A';
      statuses.add((await call(token.slice(0, at) + other + token.slice(at + 1))).status);
    }
    expect([...statuses]).toEqual([401]);
  });
});
