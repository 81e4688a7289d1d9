import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../logging/create-logger';
import { errorText } from '../logging/error-text';
import { within } from '../time/within';
import type { RedisClient } from './redis';
import { runScript } from './run-script';
import { absoluteSessionSeconds, type ToldOrganization } from './session';
import { restoreEpochs } from './session-scripts';
import { writeOrganizations } from './write-organizations';

export type RaisedEpoch = { userId: string; epoch: number };
export type SessionGuardOptions = {
  redis: RedisClient;
  /** Every user whose epoch was raised since then, from the database: committed rows. */
  epochsRaisedSince: (since: Date) => Promise<RaisedEpoch[]>;
  /** The ids of the sessions that were ended one by one since then, from the database: committed rows. */
  endedSince: (since: Date) => Promise<string[]>;
  /** Every organization that was ever suspended or closed, as it is now, from the database: committed rows. */
  toldOrganizations: () => Promise<ToldOrganization[]>;
  /** A suspension that Redis did not take, though it answered otherwise, is told again within this time; a minute. */
  tellAgainMs?: number;
  logger?: Pick<Logger, 'info' | 'warn'>;
};

const everyMs = 1000;
/**
 * A transaction may have raised its epoch in the server that went away and commit after the first reading here.
 * Statements and idle transactions are cut off after 15 seconds, so the epochs are written back for longer than that.
 */
const repeatForMs = 30_000;

/**
 * Lets nobody in on a Redis that lost or reverted its data until the epochs of the last twelve hours and the suspended
 * organizations are back, and the sessions that were ended one by one are gone. Runs in identity, in every replica:
 * `ready:<run id>` is missing on a new or emptied server; the epochs are written (never lowered) and the organizations (never
 * an older word over a newer one), then the key is set, and from then on {@link sessionChecker} answers.
 * @returns `stop`
 */
export function startSessionGuard({
  redis,
  epochsRaisedSince,
  endedSince,
  toldOrganizations,
  tellAgainMs = 60_000,
  logger,
}: SessionGuardOptions): {
  stop: () => Promise<void>;
} {
  const stopping = new AbortController();
  let restoreUntil = 0;
  let toldAt = 0;

  const tell = async () => {
    const told = await toldOrganizations();
    await within(5000, writeOrganizations(redis, told));
    toldAt = Date.now();
    return told.length;
  };
  const restore = async () => {
    const since = new Date(Date.now() - absoluteSessionSeconds * 1000);
    const raised = await epochsRaisedSince(since);
    for (let start = 0; start < raised.length; start += 500) {
      const batch = raised.slice(start, start + 500);
      const keys = batch.map(({ userId }) => `epoch:${userId}`);
      await within(
        5000,
        runScript(
          redis,
          restoreEpochs,
          keys,
          batch.map(({ epoch }) => String(epoch)),
        ),
      );
    }
    const ended = await endedSince(since);
    for (let start = 0; start < ended.length; start += 500)
      await within(5000, redis.unlink(ended.slice(start, start + 500).map((id) => `session:${id}`)));
    return { epochs: raised.length, ended: ended.length, organizations: await tell() };
  };
  const look = async () => {
    const ready = `ready:${await within(1000, redis.runId())}`;
    const missing = (await within(1000, redis.exists(ready))) === 0;
    if (!missing && Date.now() > restoreUntil) {
      if (Date.now() - toldAt >= tellAgainMs) await tell();
      return;
    }
    if (missing) restoreUntil = Date.now() + repeatForMs;
    const written = await restore();
    if (!missing) return;
    await within(1000, redis.set(ready, '1'));
    logger?.info(
      written,
      'redis had lost its sessions or was replaced: epochs, ended sessions and suspended organizations are written back',
    );
  };
  const run = async () => {
    while (!stopping.signal.aborted) {
      await look().catch((error: unknown) =>
        logger?.warn(
          { error: errorText(error) },
          'the epochs could not be written back to redis, trying again',
        ),
      );
      await sleep(everyMs, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
    }
  };
  const running = run();
  const wake = () => {
    // What was committed while this connection was down may be missing in Redis.
    restoreUntil = Date.now() + repeatForMs;
    void look().catch(() => undefined);
  };
  redis.on('ready', wake);
  return {
    async stop() {
      redis.off('ready', wake);
      stopping.abort();
      await running;
    },
  };
}
