import type { Acting, Answer, Question, RetiredByRule } from '@tenantry/contracts';
import {
  circuitBreaker,
  ConsecutiveBreaker,
  ConstantBackoff,
  handleWhen,
  retry,
  timeout,
  TimeoutStrategy,
  wrap,
} from 'cockatiel';
import { Problem } from '../http/problem';
import type { Logger } from '../logging/create-logger';
import { errorText } from '../logging/error-text';
import type { ServiceTokens } from '../tokens/service-tokens';
import { allowCache } from './allow-cache';
import { type Asked, askTenancy, MirroringEnded, NotYetKnown, Refused } from './ask-tenancy';

export type DecisionClientOptions = {
  tenancyUrl: string;
  tokens: ServiceTokens;
  logger: Pick<Logger, 'warn' | 'info'>;
};
export type DecisionClient = {
  /**
   * What may the actor do, under mirroring through the account of the user whom they mirror? Answers in the order of the questions, any number of them.
   * @param options `fresh`: no allow of the last five seconds counts
   * @throws {Problem} `decision.unavailable` where there is no answer; never taken for an allow; `session.mirroring_ended`
   */
  ask: (acting: Acting, questions: Question[], options?: { fresh: boolean }) => Promise<Answer[]>;
  /**
   * May a rule of the installation take these users out of service? Each allow is a claim for this one act. At most 500.
   * @throws {Problem} `decision.unavailable`
   */
  claimByRule: (users: RetiredByRule[]) => Promise<Answer[]>;
};

/** Milliseconds for one call: 1.5 s of its own, and the 2 s that tenancy waits for a user that it has not heard of. */
const callLimit = 3500;
const batchSize = 500;

/** The one synchronous question between services (decision 0008). An allow is good for five seconds. */
export function decisionClient(o: DecisionClientOptions): DecisionClient {
  const cache = allowCache();
  const answerAgain = handleWhen((error) => !(error instanceof Refused) && !(error instanceof NotYetKnown));
  const breaker = circuitBreaker(answerAgain, { halfOpenAfter: 2000, breaker: new ConsecutiveBreaker(5) });
  breaker.onBreak(() => o.logger.warn('tenancy does not answer decisions: asking again in 2 seconds'));
  breaker.onReset(() => o.logger.info('tenancy answers decisions again'));
  const policy = wrap(
    retry(answerAgain, { maxAttempts: 1, backoff: new ConstantBackoff(50) }),
    breaker,
    timeout(callLimit, TimeoutStrategy.Aggressive),
  );

  const askBatch = async (asked: Asked): Promise<Answer[]> => {
    try {
      // With a signal of its own: on the library's common one, eleven calls at a time look like a leak to Node.
      const { signal: own } = new AbortController();
      return await policy.execute(({ signal }) => askTenancy(o, asked, signal), own);
    } catch (cause) {
      if (cause instanceof MirroringEnded) throw new Problem('session.mirroring_ended', { cause });
      o.logger.warn({ error: errorText(cause) }, 'no decision');
      throw new Problem('decision.unavailable', { retryAfterSeconds: 2, cause });
    }
  };
  return {
    claimByRule: (users) => askBatch({ path: '/internal/claims', body: { users } }),
    async ask(acting, questions, { fresh } = { fresh: false }) {
      const asker = `${acting.actorId} ${acting.onBehalfOfId ?? ''}`;
      const keyed = questions.map((question) => ({ key: JSON.stringify(question), question }));
      const answers = new Map<string, Answer>();
      const open = new Map<string, Question>();
      for (const { key, question } of keyed) {
        if (!fresh && isKept(question) && cache.has(asker, key)) answers.set(key, { allowed: true });
        else open.set(key, question);
      }
      for (const batch of inBatches([...open])) {
        const askedAt = performance.now();
        const asked = batch.map(([, question]) => question);
        const decisions = await askBatch({
          path: '/internal/decisions',
          body: { ...acting, questions: asked },
        });
        for (const [at, [key, question]] of batch.entries()) {
          const decision = decisions[at];
          if (decision) answers.set(key, decision);
          if (decision?.allowed && isKept(question)) cache.add(asker, key, askedAt);
        }
      }
      return keyed.map(({ key }) => {
        const answer = answers.get(key);
        if (!answer) throw new Problem('decision.unavailable');
        return answer;
      });
    },
  };
}

/** Whether an allow may be remembered: a claim is granted for one act, and what a name stands for is more than an allow. */
const isKept = (question: Question): boolean =>
  question.about === 'user' ? question.claimAtVersion === undefined : question.about !== 'grant';

function* inBatches<T>(items: T[]): Generator<T[]> {
  for (let start = 0; start < items.length; start += batchSize) yield items.slice(start, start + batchSize);
}
