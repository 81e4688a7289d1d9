import type { Acting, Question } from '@tenantry/contracts';
import type { DecisionClient } from '@tenantry/service-defaults';

/** Milliseconds that an answer counts: as long as an allow does anywhere. */
const lifetime = 5000;

/**
 * Asks for a whole chunk at once, anew for each, as the actor of the job; a claim that was granted is used up by the one
 * act that asks for it. What was not asked here, or too long ago, is asked by itself.
 * Problems: 503 `decision.unavailable`, 401 `session.mirroring_ended`.
 */
export async function decisionsOfChunk(
  decisions: DecisionClient,
  acting: Acting,
  questions: Question[],
): Promise<DecisionClient> {
  const askedAt = performance.now();
  const answers = await decisions.ask(acting, questions, { fresh: true });
  const known = new Map(questions.map((question, at) => [keyOf(question), answers[at]]));
  return {
    ...decisions,
    async ask(by, asked, options) {
      if (options?.fresh || performance.now() > askedAt + lifetime) return decisions.ask(by, asked, options);
      const found = asked.map((question) => known.get(keyOf(question)));
      const complete = found.filter((decision) => decision !== undefined);
      if (complete.length < asked.length) return decisions.ask(by, asked, options);
      for (const question of asked) if (isClaim(question)) known.delete(keyOf(question));
      return complete;
    },
  };
}

const isClaim = (question: Question): boolean =>
  question.about === 'user' && question.claimAtVersion !== undefined;

/** What is not given is as what is not named: `roleIds: undefined` asks the same as no `roleIds`. */
const keyOf = (question: Question): string =>
  JSON.stringify(
    Object.entries(question)
      .filter(([, value]) => value !== undefined)
      .sort(),
  );
