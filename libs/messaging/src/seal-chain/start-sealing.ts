import { keepSealHead, type SealingService } from '@tenantry/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import { fault, type Logger } from '../logger';
import { sendCommand } from '../send-command';
import { inSteps } from '../steps';
import { checkFurther } from './seal-check';
import { sealerOf } from './seal-further';
import type { SealKeys } from './sealing';

export type SealingOptions = {
  service: SealingService;
  database: DataSource;
  /** Wakes the relay where something is to be sent. */
  transact: <T>(work: (tx: EntityManager) => Promise<T>) => Promise<T>;
  keys: SealKeys;
  logger: Logger;
  /** Between looks for rows that have no seal yet (milliseconds). */
  pollMs?: number;
  /** How often the end of the chain is told, at most (milliseconds). */
  tellEveryMs?: number;
  batch?: number;
  settleMs?: number;
};

/** Long enough for others to work, where many rows wait for their seals or a long log is checked. */
const breathMs = 2;
const longestRestMs = 60_000;
const headsExpireMs = 7 * 24 * 3_600_000;

/**
 * Seals the event log behind the commands, tells the scheduler and the service's own log the end of the chain, and carries out
 * checks; in every replica, of which one seals at a time.
 */
export function startSealing(options: SealingOptions): { stop(): Promise<void> } {
  const { service, database, transact, keys, logger, pollMs = 2000, tellEveryMs = 60_000 } = options;
  const sealer = sealerOf(options);
  let told = { seq: 0, at: 0 };

  const tell = async (head: { seq: number; hash: string } | null) => {
    if (!head || head.seq === told.seq || Date.now() - told.at < tellEveryMs) return;
    const expiresAt = new Date(Date.now() + headsExpireMs);
    await transact((tx) =>
      sendCommand(tx, keepSealHead, { service, ...head }, { actor: `service/${service}`, expiresAt }),
    );
    told = { seq: head.seq, at: Date.now() };
    logger.info(head, 'sealed the event log up to here');
  };

  const { stop } = inSteps({
    async step() {
      const done = await database.transaction((tx) => sealer.seal(tx));
      await tell(done?.head ?? null);
      const check = await transact((tx) => checkFurther(tx, { service, keys }));
      if (typeof check === 'object') {
        if (check.broken > 0) logger.error(check, 'the event log is not as it was sealed');
        else logger.info(check, 'the event log is as it was sealed');
      }
      return check || done?.mayBeMore ? breathMs : pollMs;
    },
    onFailure(error, failures) {
      logger.warn(fault(error), 'the event log cannot be sealed or checked, trying again');
      return Math.min(longestRestMs, pollMs * 2 ** failures);
    },
  });
  return { stop };
}
