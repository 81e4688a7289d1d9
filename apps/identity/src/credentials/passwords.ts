import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { Problem } from '@tenantry/service-defaults';
import { hash, parseOptions, verify } from '@node-rs/argon2';

/** OWASP's least for Argon2id (the library's default algorithm): 19 MiB, two passes, one lane. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** For each permit: a few seconds of waiting, after which nobody waits for the answer any more. */
const mostWaitingEach = 100;

export type Passwords = {
  /** To be called before any other work. @throws {Problem} 503 `service.unavailable` where too many wait already */
  requireRoom(): void;
  hash(password: string): Promise<string>;
  /** Exactly one Argon2 verify, also for `null`: an unknown name takes as long as a wrong password (ASVS 6.3.8). */
  verify(stored: string | null, password: string): Promise<boolean>;
  /** Whether the hash was made with other parameters than today's. */
  isOutdated(stored: string): boolean;
};

/**
 * Hashes and verifies passwords, as many at once as there are cores: more would only wait for each other with
 * 19 MiB each. Passwords are compared in Unicode form NFKC, so that every keyboard gives the same one (NIST 800-63B-4 3.1.1.2).
 * Beyond `mostWaiting`, whoever comes is refused (503 `service.unavailable`): a flood must not make everybody wait for ever.
 * @param permits how many at once
 * @param mostWaiting how many may wait for a permit
 */
export function argon2Passwords(
  permits = availableParallelism(),
  mostWaiting = permits * mostWaitingEach,
): Passwords {
  const { limited, requireRoom } = limitedTo(permits, mostWaiting);
  const normal = (password: string) => password.normalize('NFKC');
  const nobodys = nobodysHash();
  return {
    requireRoom,
    hash: (password) => limited(() => hash(normal(password), parameters)),
    async verify(stored, password) {
      const matches = await limited(() => verify(stored ?? nobodys, normal(password)));
      return stored !== null && matches;
    },
    isOutdated(stored) {
      const { memoryCost, timeCost, parallelism } = parseOptions(stored);
      return (
        memoryCost !== parameters.memoryCost ||
        timeCost !== parameters.timeCost ||
        parallelism !== parameters.parallelism
      );
    },
  };
}

/** A hash under today's parameters that no password has: random bytes in the place of the digest (PHC string format). */
function nobodysHash(): string {
  const { memoryCost, timeCost, parallelism } = parameters;
  const random = (bytes: number) => randomBytes(bytes).toString('base64').replaceAll('=', '');
  return `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$${random(16)}$${random(32)}`;
}

/** Runs at most `permits` at once; the others wait in the order in which they came, no more than `mostWaiting` of them. */
function limitedTo(permits: number, mostWaiting: number) {
  const waiting: (() => void)[] = [];
  let free = permits;
  const requireRoom = () => {
    if (free === 0 && waiting.length >= mostWaiting)
      throw new Problem('service.unavailable', { retryAfterSeconds: 2 });
  };
  const limited = async <T>(work: () => Promise<T>): Promise<T> => {
    requireRoom();
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
  return { limited, requireRoom };
}
