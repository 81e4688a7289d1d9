import { isIPv6 } from 'node:net';
import { normaliseEmail } from '@tenantry/domain';
import { rateLimit, type RedisClient } from '@tenantry/service-defaults';
import type { Request, RequestHandler } from 'express';

const fiveMinutes = 300;
const hour = 3600;

/** Limits of what strangers may do, over all replicas. */
export type Limits = { signIns: RequestHandler[]; signUps: RequestHandler[] };

/**
 * One account is limited for each network alone, so nobody can lock its holder out by guessing from elsewhere (C12).
 * @param most tries to sign in (in five minutes) and to open an account (in an hour)
 */
export const strangerLimits = (
  redis: RedisClient,
  most: { signInsPerAccount: number; signInsPerNetwork: number; signUpsPerNetwork: number },
): Limits => ({
  signIns: [
    rateLimit(redis, {
      name: 'sign-in-network',
      points: most.signInsPerNetwork,
      seconds: fiveMinutes,
      key: networkOf,
    }),
    rateLimit(redis, {
      name: 'sign-in-account',
      points: most.signInsPerAccount,
      seconds: fiveMinutes,
      key: (req) => `${networkOf(req)} ${identifierOf(req)}`,
    }),
  ],
  signUps: [
    rateLimit(redis, {
      name: 'sign-up-network',
      points: most.signUpsPerNetwork,
      seconds: hour,
      key: networkOf,
    }),
  ],
});

/** Whom a request comes from: an IPv4 address, or the /64 network of an IPv6 address, which is what one line has. */
export function networkOf({ ip = '' }: Pick<Request, 'ip'>): string {
  const mapped = /^::ffff:([\d.]+)$/i.exec(ip)?.[1];
  if (mapped || !isIPv6(ip)) return mapped ?? ip;
  const [head = '', tail] = ip.split('::');
  const before = head.split(':');
  const after = tail?.split(':') ?? [];
  const zeros = Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0');
  return [...before, ...zeros, ...after].slice(0, 4).join(':');
}

function identifierOf({ body }: Request): string {
  const { identifier } = (body ?? {}) as { identifier?: unknown };
  return typeof identifier === 'string' ? normaliseEmail(identifier) : '';
}
