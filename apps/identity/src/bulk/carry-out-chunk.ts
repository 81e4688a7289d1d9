import { type DecisionClient, type Logger, Problem } from '@tenantry/service-defaults';
import type { BulkAct } from '@tenantry/contracts';
import type { DataSource } from 'typeorm';
import { asProblem } from '../access/refusals';
import type { Transact } from '../transact';
import type { BulkActDefinition, BulkScope } from './bulk-act';
import { type Chunk, giveBack, handOverItem, LeaseLost, postponeItem, settleItem } from './chunk';
import { decisionsOfChunk } from './decisions-of-chunk';

export type ChunkDeps = {
  database: DataSource;
  transact: Transact;
  decisions: DecisionClient;
  acts: Record<BulkAct, BulkActDefinition>;
  logger: Pick<Logger, 'warn' | 'error'>;
};
type Item = Chunk['items'][number];

/** Items that are done at the same time: so many of the connections are taken from those who wait for an answer. */
const atOnce = 4;
/** Tries of an item that fails for a reason that passes; with {@link waitAfter} that is about two minutes. */
const mostTries = 8;
/** Seconds for the answer of another service: longer than a hundred thousand of them take. */
const answersWithin = 15 * 60;
/** Seconds. */
const waitAfter = (tries: number): number => Math.min(2 ** tries, 30);

/**
 * Does what a chunk is to be done, each item in a transaction of its own, in which it is marked, too: whatever stops this,
 * nothing is done twice and nothing is forgotten. A refusal is the result of the one item; what passes is tried again.
 * @param isOver whether the rest is to be left to others: the lease runs out, or the service stops
 */
export async function carryOutChunk(deps: ChunkDeps, chunk: Chunk, isOver: () => boolean): Promise<void> {
  const { database, acts } = deps;
  const act = acts[chunk.act];
  const left = chunk.items.values();
  let decisions: DecisionClient;
  try {
    const questions = await act.questions(chunk.items, chunk.settings);
    decisions = await decisionsOfChunk(deps.decisions, chunk.acting, questions);
  } catch (error) {
    for (const item of left) await settleFailure(deps, chunk, item, error);
    return;
  }

  const work = async () => {
    for (const item of left) {
      if (isOver()) return;
      await carryOutItem({ ...deps, decisions }, chunk, item);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  await giveBack(database, chunk);
}

async function carryOutItem(deps: ChunkDeps, chunk: Chunk, item: Item): Promise<void> {
  const { database, decisions, acts } = deps;
  const { jobId, acting, comment, settings } = chunk;
  const done = { state: 'done', problem: null } as const;
  const transact: Transact = (work) =>
    deps.transact(async (tx) => {
      const answer = await work(tx);
      if (!(await settleItem(tx, chunk, item.position, done)))
        throw new LeaseLost('Another does it, or it was cancelled.');
      return answer;
    });
  const handOver: BulkScope['handOver'] = (send) => {
    if (item.attempts > mostTries) throw new Problem('service.unavailable');
    return deps.transact(async (tx) => {
      const attempt = await handOverItem(tx, chunk, item.position, answersWithin);
      if (attempt === undefined) throw new LeaseLost('Another does it, or it was cancelled.');
      await send(tx, { attempt, expiresAt: new Date(Date.now() + answersWithin * 1000) });
    });
  };
  try {
    const scope = { jobId, acting, comment, settings, transact, handOver, decisions };
    await acts[chunk.act].carryOut(item, scope);
    // For an act that has found nothing to change.
    await settleItem(database.manager, chunk, item.position, done);
  } catch (error) {
    if (!(error instanceof LeaseLost)) await settleFailure(deps, chunk, item, asProblem(error));
  }
}

async function settleFailure(
  { database, acts, logger }: ChunkDeps,
  chunk: Chunk,
  { position, attempts }: Item,
  error: unknown,
): Promise<void> {
  const problem = error instanceof Problem ? error : undefined;
  const settle = (state: 'skipped' | 'failed') =>
    settleItem(database.manager, chunk, position, { state, problem: problem?.code ?? 'internal' });
  if (problem && problem.status < 500) {
    await settle(acts[chunk.act].isDoneAlready(problem) ? 'skipped' : 'failed');
    return;
  }
  const about = { err: error, jobId: chunk.jobId, position, attempts };
  if (attempts < mostTries) {
    logger.warn(about, 'an item of a job could not be done yet');
    await postponeItem(database.manager, chunk, position, waitAfter(attempts));
  } else {
    logger.error(about, 'an item of a job could not be done');
    await settle('failed');
  }
}
