import { isIPv6 } from 'node:net';
import { normaliseEmail } from '@tenantry/domain';
import {
  actingIn,
  deviceCookie,
  growingWait,
  limitsInOrder,
  type LimitsInOrder,
  pointsOf,
  rateLimit,
  type RedisClient,
  type TakePoints,
} from '@tenantry/service-defaults';
import type { Request, RequestHandler } from 'express';
import type { Config } from './config';
import { mostAtOnce } from './invitations/invite-users';
import type { IsKnownDevice } from './sessions/known-devices';

const fiveMinutes = 300;
const hour = 3600;
/** How long somebody waits at most between two guesses at one account (seconds): from anywhere, and from a device that is known. */
const longestWait = 180;
const longestWaitAtHome = 60;
/** User names that somebody may ask about: as many as one types, far fewer than there are. */
const mostUserNames = 300;
/** Acts that somebody may confirm with their own password: more than one does by hand, too few to ask who has an account. */
const mostConfirmed = 100;
/** Files that somebody may look at before they import one. */
const mostPreviews = 60;

/** Before the work: limits over all replicas. */
export type Limits = Record<
  | 'signIns'
  | 'ownPasswords'
  | 'signUps'
  | 'passwordResets'
  | 'codeLooks'
  | 'codeUses'
  | 'invitations'
  | 'importPreviews'
  | 'jobs'
  | 'userNames'
  | 'emails'
  | 'supportReports',
  RequestHandler[]
> & {
  /** The password was right: the try does not count. */
  signedIn: (req: Request) => Promise<void>;
  /** Of a job that is about to begin: each line or address is somebody who gets a mail. */
  takeInvitations: TakePoints;
};

type LimitsConfig = Pick<
  Config,
  | 'SIGN_INS_PER_ACCOUNT'
  | 'SIGN_INS_PER_NETWORK'
  | 'SIGN_INS_IN_ALL'
  | 'GUESSES_PER_ACCOUNT'
  | 'SIGN_UPS_PER_NETWORK'
  | 'PASSWORD_RESETS_PER_NETWORK'
  | 'CODE_LOOKS_PER_NETWORK'
  | 'CODE_USES_PER_NETWORK'
  | 'INVITATIONS_PER_USER'
  | 'JOBS_PER_USER'
  | 'SUPPORT_REPORTS_PER_USER'
>;

/** What strangers may do, and how many addresses somebody who is signed in may write to. */
export function requestLimits(
  redis: RedisClient,
  config: LimitsConfig,
  isKnownDevice: IsKnownDevice,
): Limits {
  const network = (name: string, points: number, seconds: number) => ({
    name: `${name}-network`,
    points,
    seconds,
    key: networkOf,
  });
  const perNetwork = (...of: Parameters<typeof network>) => rateLimit(redis, network(...of));
  const free = config.GUESSES_PER_ACCOUNT;
  const anywhere = limitsInOrder(redis, [
    { window: network('sign-in', config.SIGN_INS_PER_NETWORK, fiveMinutes) },
    // Whoever guesses from one network is stopped there, before others have to wait for it.
    {
      window: {
        name: 'sign-in-account',
        points: config.SIGN_INS_PER_ACCOUNT,
        seconds: fiveMinutes,
        key: (req) => `${networkOf(req)} ${identifierOf(req)}`,
      },
    },
    // By what was typed and not by the account: a shared count would tell which address and which name are one account.
    { wait: { name: 'sign-in', free, mostSeconds: longestWait, key: identifierOf } },
    {
      window: {
        name: 'sign-in-all',
        points: config.SIGN_INS_IN_ALL,
        seconds: fiveMinutes,
        key: () => 'all',
      },
    },
  ]);
  const atHome = growingWait(redis, {
    name: 'sign-in-device',
    free,
    mostSeconds: longestWaitAtHome,
    key: (req) => `${deviceSecretOf(req)} ${identifierOf(req)}`,
  });
  // Whoever has got hold of a session guesses the password as slowly as everybody else.
  const ownPassword = limitsInOrder(redis, [
    { window: network('sign-in', config.SIGN_INS_PER_NETWORK, fiveMinutes) },
    { wait: { name: 'own-password', free, mostSeconds: longestWait, key: personOf } },
    { window: { name: 'confirmed', points: mostConfirmed, seconds: fiveMinutes, key: personOf } },
  ]);
  const invitations = {
    name: 'invitation-user',
    points: config.INVITATIONS_PER_USER,
    seconds: hour,
    key: personOf,
  };
  return {
    signIns: [
      either(
        (req) => isKnownDevice(deviceSecretOf(req), identifierOf(req)),
        // A device that has signed in to the account before: nobody else's guesses are in its way (C12).
        atHome.guard,
        anywhere.guard,
      ),
    ],
    async signedIn(req) {
      await Promise.all([anywhere.giveBack(req), atHome.giveBack(req)]);
    },
    ownPasswords: [ownPassword.guard, givenBackUnlessRefused(ownPassword)],
    signUps: [perNetwork('sign-up', config.SIGN_UPS_PER_NETWORK, hour)],
    passwordResets: [perNetwork('password-reset', config.PASSWORD_RESETS_PER_NETWORK, hour)],
    codeLooks: [perNetwork('code-look', config.CODE_LOOKS_PER_NETWORK, fiveMinutes)],
    codeUses: [perNetwork('code-use', config.CODE_USES_PER_NETWORK, fiveMinutes)],
    userNames: [
      rateLimit(redis, { name: 'user-name', points: mostUserNames, seconds: fiveMinutes, key: personOf }),
    ],
    invitations: [
      either(isJob, (_req, _res, next) => next(), rateLimit(redis, { ...invitations, cost: addressesIn })),
    ],
    takeInvitations: pointsOf(redis, invitations),
    // However many a job is about: the work is the same whether it is one large job or many small ones.
    jobs: [
      rateLimit(redis, { name: 'job-user', points: config.JOBS_PER_USER, seconds: hour, key: personOf }),
    ],
    importPreviews: [
      rateLimit(redis, { name: 'import-preview', points: mostPreviews, seconds: fiveMinutes, key: personOf }),
    ],
    supportReports: [
      rateLimit(redis, {
        name: 'support-report-user',
        points: config.SUPPORT_REPORTS_PER_USER,
        seconds: hour,
        key: personOf,
      }),
    ],
    // Each may tell of an address whether somebody has it, and mails it: as many as invitations.
    emails: [
      rateLimit(redis, {
        name: 'email-user',
        points: config.INVITATIONS_PER_USER,
        seconds: hour,
        key: personOf,
      }),
    ],
  };
}

/** Who is signed in: under mirroring the person, whose doing it is, not the user whom they mirror. */
const personOf = ({ session }: Request): string => actingIn(session).actorId;

/** A right password does not count: only a 403 may mean that it was wrong. */
const givenBackUnlessRefused =
  ({ giveBack }: LimitsInOrder): RequestHandler =>
  (req, res, next) => {
    res.once('finish', () => {
      if (res.statusCode !== 403) void giveBack(req);
    });
    next();
  };

/** One way or the other, as the test says of a request. */
const either =
  (
    test: (req: Request) => boolean | Promise<boolean>,
    yes: RequestHandler,
    no: RequestHandler,
  ): RequestHandler =>
  async (req, res, next) =>
    ((await test(req)) ? yes : no)(req, res, next);

const deviceSecretOf = ({ headers }: Request): string => deviceCookie.read(headers.cookie) ?? '';

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

/** One, where there are none. */
function addressesIn({ body }: Request): number {
  const { addresses } = (body ?? {}) as { addresses?: unknown };
  return Array.isArray(addresses) ? Math.max(addresses.length, 1) : 1;
}

/** Whether the addresses will be a job: they are counted, and told, when it begins. */
const isJob = (req: Request): boolean => addressesIn(req) > mostAtOnce;
