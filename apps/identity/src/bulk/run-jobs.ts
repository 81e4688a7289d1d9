import { inSpanBelow, inSteps, type Poke } from '@tenantry/messaging';
import { carryOutChunk, type ChunkDeps } from './carry-out-chunk';
import { type Chunk, claimChunk, finishJobs, isAnyOpen } from './chunk';
import { gatherSelections } from './take-selection';

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
  const { database, logger, acts } = deps;
  const size = { size: chunkSize, leaseSeconds, mostOnTheirWay: mostOnTheirWayOf(acts) };
  const jobs = inSteps({
    async step(stopping) {
      if (!(await isAnyOpen(database))) return idlePollMs;
      await database.transaction(gatherSelections);
      const endsAt = performance.now() + (leaseSeconds * 1000) / 2;
      const chunk = await claimChunk(database, size);
      const isOver = () => stopping.aborted || performance.now() > endsAt;
      if (chunk)
        await inSpanBelow(chunk.traceparent, spanOf(chunk), () => carryOutChunk(deps, chunk, isOver));
      await finishJobs(database);
      return chunk ? 0 : pollMs;
    },
    onFailure(error) {
      logger.warn({ err: error }, 'jobs cannot go on, trying again in a moment');
      return pollMs;
    },
  });
  const endListening = poke.on(jobsChannel, jobs.wake);
  return {
    async stop() {
      await jobs.stop();
      endListening();
    },
  };
}

const mostOnTheirWayOf = (acts: ChunkDeps['acts']): Record<string, number> =>
  Object.fromEntries(
    Object.entries(acts).flatMap(([act, { mostOnTheirWay: most }]) =>
      most === undefined ? [] : [[act, most]],
    ),
  );

const spanOf = ({ act, jobId, items }: Chunk) => ({
  name: `job ${act}`,
  attributes: { 'tenantry.job.id': jobId, 'tenantry.job.items': items.length },
});
