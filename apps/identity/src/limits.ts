import { isIPv6 } from 'node:net';
import { normaliseEmail } from '@tenantry/domain';
import { actingIn, rateLimit, type RedisClient } from '@tenantry/service-defaults';
import type { Request, RequestHandler } from 'express';
import type { Config } from './config';
import { mostAddresses } from './invitations/invite-users';

const fiveMinutes = 300;
const hour = 3600;

/** Before the work: limits over all replicas. */
export type Limits = Record<
  'signIns' | 'ownPasswords' | 'signUps' | 'codeLooks' | 'codeUses' | 'invitations',
  RequestHandler[]
>;

type LimitsConfig = Pick<
  Config,
  | 'SIGN_INS_PER_ACCOUNT'
  | 'SIGN_INS_PER_NETWORK'
  | 'SIGN_UPS_PER_NETWORK'
  | 'CODE_LOOKS_PER_NETWORK'
  | 'CODE_USES_PER_NETWORK'
  | 'INVITATIONS_PER_USER'
>;

/** What strangers may do, and how many addresses somebody who is signed in may write to. */
export function requestLimits(redis: RedisClient, config: LimitsConfig): Limits {
  const perNetwork = (name: string, points: number, seconds: number) =>
    rateLimit(redis, { name: `${name}-network`, points, seconds, key: networkOf });
  return {
    signIns: [
      perNetwork('sign-in', config.SIGN_INS_PER_NETWORK, fiveMinutes),
      // One account is limited for each network alone, so nobody can lock its holder out by guessing from elsewhere (C12).
      rateLimit(redis, {
        name: 'sign-in-account',
        points: config.SIGN_INS_PER_ACCOUNT,
        seconds: fiveMinutes,
        key: (req) => `${networkOf(req)} ${identifierOf(req)}`,
      }),
    ],
    // Whoever has got hold of a session guesses the password as slowly as everybody else.
    ownPasswords: [
      perNetwork('sign-in', config.SIGN_INS_PER_NETWORK, fiveMinutes),
      rateLimit(redis, {
        name: 'own-password',
        points: config.SIGN_INS_PER_ACCOUNT,
        seconds: fiveMinutes,
        key: personOf,
      }),
    ],
    signUps: [perNetwork('sign-up', config.SIGN_UPS_PER_NETWORK, hour)],
    codeLooks: [perNetwork('code-look', config.CODE_LOOKS_PER_NETWORK, fiveMinutes)],
    codeUses: [perNetwork('code-use', config.CODE_USES_PER_NETWORK, fiveMinutes)],
    invitations: [
      rateLimit(redis, {
        name: 'invitation-user',
        points: config.INVITATIONS_PER_USER,
        seconds: hour,
        key: personOf,
        cost: addressesIn,
      }),
    ],
  };
}

/** Who is signed in: under mirroring the person, whose doing it is, not the user whom they mirror. */
const personOf = ({ session }: Request): string => actingIn(session).actorId;

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

/** A list that is too long is refused as a whole and costs no more than the longest that is taken. */
function addressesIn({ body }: Request): number {
  const { addresses } = (body ?? {}) as { addresses?: unknown };
  return Array.isArray(addresses) ? Math.min(Math.max(addresses.length, 1), mostAddresses) : 1;
}
