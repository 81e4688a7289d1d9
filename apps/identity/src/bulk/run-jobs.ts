import { type Poke, waker } from '@tenantry/messaging';
import { context, propagation, ROOT_CONTEXT, SpanKind, trace } from '@opentelemetry/api';
import { carryOutChunk, type ChunkDeps } from './carry-out-chunk';
import { type Chunk, claimChunk, finishJobs, isAnyOpen } from './chunk';
import { gatherSelections } from './take-selection';

const tracer = trace.getTracer('identity');
/** While there are open jobs: a selection's parts arrive, leases run out, tries are due. */
const pollMs = 300;
/** While there are none: whoever begins a job says so ({@link jobsChannel}), and this finds those of whom it was not heard. */
const idlePollMs = 1000;
/** Wakes those who do jobs. */
export const jobsChannel = 'identity.jobs';
/** Few enough that a cancelled job, or one whose actor may not any more, ends soon. */
const chunkSize = 100;

type Options = ChunkDeps & {
  poke: Poke;
  /** So long a chunk belongs to a replica that may be gone. */
  leaseSeconds?: number;
};

/**
 * Does the jobs of this service, chunk by chunk, until it is stopped; every replica does, and each takes other items. What
 * is begun when it stops is finished.
 */
export function startBulkJobs({ leaseSeconds = 30, poke, ...deps }: Options) {
  const { database, logger } = deps;
  const stopping = new AbortController();
  const { signal } = stopping;
  const wake = waker({ stopping: signal });
  const endListening = poke.on(jobsChannel, wake.up);

  /** @returns how long to rest before the next one, in milliseconds */
  const step = async (): Promise<number> => {
    if (!(await isAnyOpen(database))) return idlePollMs;
    await database.transaction(gatherSelections);
    const endsAt = performance.now() + (leaseSeconds * 1000) / 2;
    const chunk = await claimChunk(database, { size: chunkSize, leaseSeconds });
    const isOver = () => signal.aborted || performance.now() > endsAt;
    if (chunk) await inSpan(chunk, () => carryOutChunk(deps, chunk, isOver));
    await finishJobs(database);
    return chunk ? 0 : pollMs;
  };
  const run = async () => {
    while (!signal.aborted) {
      wake.arm();
      const restMs = await step().catch((error: unknown) => {
        logger.warn({ err: error }, 'jobs cannot go on, trying again in a moment');
        return pollMs;
      });
      if (restMs > 0) await wake.wait(restMs);
    }
  };
  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
      endListening();
    },
  };
}

/** Below the request that began the job. */
function inSpan(chunk: Chunk, work: () => Promise<void>): Promise<void> {
  const parent = propagation.extract(ROOT_CONTEXT, { traceparent: chunk.traceparent ?? undefined });
  const attributes = { 'tenantry.job.id': chunk.jobId, 'tenantry.job.items': chunk.items.length };
  const span = tracer.startSpan(`job ${chunk.act}`, { kind: SpanKind.INTERNAL, attributes }, parent);
  return context.with(trace.setSpan(parent, span), work).finally(() => span.end());
}
