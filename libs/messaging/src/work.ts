import { randomUUID } from 'node:crypto';
import { applyStreams, type Result, type Worker } from './apply-streams';
import type { Breaker } from './breaker';
import { deal } from './deal';
import { fault } from './logger';
import { type Claim, claimStreams, forgiveAttempt } from './streams';
import { type Waker } from './waker';

/**
 * The intake of this replica wakes the workers, over Redis those of the others too. The poll finds what nobody says: what was
 * due for another try when this process started, the lease of a replica that is gone (30 seconds), a stream that
 * somebody replays by hand.
 */
const pollMs = 1000;
/** After a failure here: what failed is due again at a time of its own, which only looking tells. */
const pollAfterFailureMs = 200;
const databaseDownMs = 1000;
/** Streams that one worker takes at once, where so many are due: they share claim and commit. */
const atOnce = 10;
/** So long after a failure claims wait for the disk. */
const carefulMs = 60_000;

export type WorkLoop = Worker & {
  concurrency: number;
  leaseMs: number;
  breaker: Breaker;
  afterWork: () => void;
};

/**
 * Has up to `concurrency` workers claim due streams and apply what waits in them, until stopped; then finishes what is
 * begun.
 */
export async function workUntilStopped(
  loop: WorkLoop,
  wake: Waker,
  stopping: AbortSignal,
  active: Set<Promise<void>>,
): Promise<void> {
  const { database, breaker, logger, leaseMs } = loop;
  let careful = 0;

  const report = async (claim: Claim, result: Result) => {
    if (result === 'applied') breaker.succeeded();
    if (result !== 'failed') return;
    careful = Date.now() + carefulMs;
    const wasOpen = breaker.state() === 'open';
    const { outage, pauseMs } = breaker.failed(claim);
    if (outage.length === 0) return;
    if (!wasOpen)
      logger.error({ pauseMs }, 'Messages of many subjects fail: a dependency seems to be down, pausing');
    await forgiveAttempt(database, outage, pauseMs);
  };

  const work = async (groups: Claim[][]) => {
    for (const group of groups) {
      const results = await applyStreams(group, loop);
      if (results.includes('applied')) loop.afterWork();
      for (const [n, claim] of group.entries()) await report(claim, results[n] ?? 'idle');
    }
  };

  while (!stopping.aborted) {
    wake.arm();
    const free = breaker.allows(loop.concurrency) - active.size;
    const most = breaker.state() === 'open' ? free : free * atOnce;
    const durable = Date.now() < careful;
    let claims: Claim[] = [];
    try {
      if (free > 0)
        claims = await claimStreams(database, randomUUID(), { most, workers: free, leaseMs, durable });
    } catch (error) {
      careful = Date.now() + carefulMs;
      logger.warn({ ...fault(error) }, 'The database does not answer, the worker waits');
      await wake.wait(databaseDownMs);
    }
    for (const hand of deal(claims, free)) {
      const done: Promise<void> = work(hand)
        .catch((error: unknown) =>
          logger.warn({ ...fault(error) }, 'The database does not answer, an attempt still counts'),
        )
        .finally(() => {
          active.delete(done);
          wake.up();
        });
      active.add(done);
    }
    if (claims.length < free || free <= 0)
      await wake.wait(Date.now() < careful ? pollAfterFailureMs : pollMs);
  }
  await Promise.all(active);
}
