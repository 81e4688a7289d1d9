import { randomUUID } from 'node:crypto';
import { applyStream, type Worker } from './apply-stream';
import type { Breaker } from './breaker';
import { fault } from './logger';
import { type Claim, claimStreams, forgiveAttempt } from './streams';
import { type Waker } from './waker';

const pollMs = 200;
const databaseDownMs = 1000;
/** So long after a failure claims wait for the disk. */
const carefulMs = 60_000;

export type WorkLoop = Worker & {
  concurrency: number;
  leaseMs: number;
  breaker: Breaker;
  afterWork: () => void;
};

/** Claims due streams and works on up to `concurrency` of them at once, until stopped; then finishes what is begun. */
export async function workUntilStopped(
  loop: WorkLoop,
  wake: Waker,
  stopping: AbortSignal,
  active: Set<Promise<void>>,
): Promise<void> {
  const { database, breaker, logger } = loop;
  let careful = 0;

  const work = async (claim: Claim) => {
    const result = await applyStream(claim, loop);
    if (result === 'applied') {
      breaker.succeeded();
      loop.afterWork();
    }
    if (result !== 'failed') return;
    careful = Date.now() + carefulMs;
    const wasOpen = breaker.state() === 'open';
    const { outage, pauseMs } = breaker.failed(claim);
    if (outage.length === 0) return;
    if (!wasOpen)
      logger.error({ pauseMs }, 'Messages of many subjects fail: a dependency seems to be down, pausing');
    await forgiveAttempt(database, outage, pauseMs);
  };

  while (!stopping.aborted) {
    wake.arm();
    const free = breaker.allows(loop.concurrency) - active.size;
    let claims: Claim[] = [];
    try {
      if (free > 0)
        claims = await claimStreams(database, randomUUID(), free, loop.leaseMs, Date.now() < careful);
    } catch (error) {
      careful = Date.now() + carefulMs;
      logger.warn({ ...fault(error) }, 'The database does not answer, the worker waits');
      await wake.wait(databaseDownMs);
    }
    for (const claim of claims) {
      const done: Promise<void> = work(claim)
        .catch((error: unknown) =>
          logger.warn({ ...fault(error) }, 'The database does not answer, an attempt still counts'),
        )
        .finally(() => {
          active.delete(done);
          wake.up();
        });
      active.add(done);
    }
    if (claims.length < free || free <= 0) await wake.wait(pollMs);
  }
  await Promise.all(active);
}
