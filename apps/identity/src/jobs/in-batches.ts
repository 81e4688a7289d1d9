const batchSize = 500;
/** What is left over after so many is for the next run: a message has 30 seconds. */
const mostBatches = 10;

/**
 * Works in batches until nothing is left or the run has done enough.
 * @param some does at most so many and says how many it did
 * @returns how many were done in all
 */
export async function inBatches(some: (most: number) => Promise<number>): Promise<number> {
  let done = 0;
  for (let batch = 0; batch < mostBatches; batch += 1) {
    const count = await some(batchSize);
    done += count;
    if (count < batchSize) break;
  }
  return done;
}
