import { isIP } from 'node:net';
import type { JSONWebKeySet, JWK } from 'jose';
import type { SealKeys } from '@tenantry/messaging';
import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);
const address = (...schemes: string[]) =>
  z.url({
    protocol: new RegExp(`^(${schemes.join('|')})$`),
    error: `expected an address that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
  });

/** What Express takes for `trust proxy`: a named range, an address or a network. */
const isProxy = (entry: string): boolean => {
  const [ip = '', bits, more] = entry.split('/');
  if (['loopback', 'linklocal', 'uniquelocal'].includes(entry)) return true;
  return isIP(ip) !== 0 && more === undefined && (bits === undefined || /^\d{1,3}$/.test(bits));
};

/** A variable that holds JSON; the parsed value goes on to `inner`. */
export const jsonVariable = <S extends z.ZodType>(inner: S) =>
  z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'expected JSON' });
        return z.NEVER;
      }
    })
    .pipe(inner);

const ed25519 = {
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  kid: z.string().min(1),
  x: z.string().min(1),
};

const secretKey = z.object({
  kty: z.literal('oct'),
  kid: z.string().min(1).max(100),
  // 256 bits at least, base64url (RFC 7518 section 3.2).
  k: z.string().regex(/^[\w-]{43,}$/, 'expected at least 256 bits as base64url'),
});
const sealKeySet = z
  .object({ keys: z.tuple([secretKey], secretKey) })
  .refine(
    ({ keys }) => new Set(keys.map(({ kid }) => kid)).size === keys.length,
    'expected a kid of its own for each key',
  );
const sealKeys = jsonVariable(sealKeySet).transform(({ keys: [current, ...older] }): SealKeys => ({
  current: current.kid,
  byId: new Map([current, ...older].map(({ kid, k }) => [kid, Buffer.from(k, 'base64url')])),
}));

/** Documentation of a variable: `example` and `secret` stand in docs/configuration.md, generated from these schemas. */
export type VariableMeta = { description: string; example?: string; secret?: boolean };
const documented = <S extends z.ZodType>(schema: S, meta: VariableMeta): S => schema.meta(meta);

/**
 * The variables that services share, keyed by name: `z.object({ ...serviceConfigShape, SMTP_URL: … })`.
 * Every variable may instead be given as `<NAME>_FILE`, the path of a file with the value.
 */
export const serviceConfigShape = {
  ENVIRONMENT: documented(
    z.string().regex(/^[a-z][a-z0-9-]{0,30}$/, 'expected small letters, digits and hyphens'),
    {
      description: 'name of this installation; sessions, codes and messages of another one are refused',
      example: 'production',
    },
  ),
  PUBLIC_URL: documented(address('http', 'https'), {
    description: 'address of the console as people see it, the origin that requests must come from',
    example: 'https://accounts.example.com',
  }),
  HOST: documented(z.string().min(1).default('127.0.0.1'), {
    description: 'network interface to listen on',
    example: '0.0.0.0',
  }),
  SERVICE_PORT: documented(port, { description: 'port of the HTTP API', example: '3001' }),
  OPERATIONS_PORT: documented(port, {
    description: 'port of /livez, /startupz, /readyz and /metrics; not to be reachable from outside',
    example: '9001',
  }),
  TRUSTED_PROXIES: documented(
    z
      .string()
      .default('loopback')
      .transform((list) => list.split(',').map((entry) => entry.trim()))
      .refine(
        (list) => list.every(isProxy),
        'expected addresses, networks (10.0.0.0/8) or loopback, linklocal, uniquelocal',
      ),
    {
      description:
        'addresses or networks of the proxies in front, separated by commas; only they may name the client address',
      example: 'loopback,10.0.0.0/8',
    },
  ),
  LOG_LEVEL: documented(
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    {
      description: 'least severity of the lines that are written',
      example: 'info',
    },
  ),
  DATABASE_URL: documented(address('postgres', 'postgresql'), {
    description: 'PostgreSQL database of this service, with the role that runs it (owns nothing)',
    example: 'postgres://identity_runtime:…@db:5432/tenantry_identity',
    secret: true,
  }),
  DATABASE_OWNER_URL: documented(address('postgres', 'postgresql'), {
    description: 'the same database with the role that owns and migrates it',
    example: 'postgres://identity_owner:…@db:5432/tenantry_identity',
    secret: true,
  }),
  AMQP_URL: documented(address('amqp', 'amqps'), {
    description: "RabbitMQ with this service's own user",
    example: 'amqp://identity:…@broker:5672',
    secret: true,
  }),
  REDIS_URL: documented(address('redis', 'rediss'), {
    description: 'Redis of the sessions and rate limits, the same one for every service',
    example: 'redis://redis:6379',
    secret: true,
  }),
  TENANCY_URL: documented(address('http', 'https'), {
    description: 'address of the tenancy service, which decides what an actor may do',
    example: 'http://tenancy:3002',
  }),
  INBOX_KEPT_DAYS: documented(z.coerce.number().int().min(1).max(3650).default(7), {
    description:
      'days for which messages that were applied are remembered, without their content; commands from their expiry on',
  }),
  OTEL_EXPORTER_OTLP_ENDPOINT: documented(address('http', 'https').optional(), {
    description: 'receiver of traces (OTLP over HTTP, without /v1/traces); without it nothing is exported',
    example: 'http://collector:4318',
  }),
  SERVICE_PRIVATE_KEY: documented(
    jsonVariable(z.looseObject({ ...ed25519, d: z.string().min(1) })) as unknown as z.ZodType<
      JWK & { kid: string }
    >,
    {
      description:
        'private Ed25519 key (JWK, `kid` = name of the service, or `<name>.<more>`) that signs the tokens of this service',
      secret: true,
    },
  ),
  LOG_SEAL_KEYS: documented(sealKeys, {
    description:
      'keys (JWKS of `oct`, 256 bits each) that seal the event log: the first seals, all of them check; put a new one in front and keep the old ones for as long as the log, and keep them where no owner of a database can read them',
    secret: true,
  }),
  SERVICE_PUBLIC_KEYS: documented(
    jsonVariable(
      z.object({ keys: z.array(z.looseObject(ed25519)).min(1) }),
    ) as unknown as z.ZodType<JSONWebKeySet>,
    { description: 'public Ed25519 keys (JWKS) of the services that may call this one' },
  ),
} as const;
