import { setTimeout as sleep } from 'node:timers/promises';

/**
 * What another service has written arrives over the bus a few milliseconds later: asks until the answer is there.
 * @param within milliseconds after which the last answer counts, whatever it is
 * @param every milliseconds between two questions
 */
export async function arrival<T>(
  ask: () => Promise<T>,
  isThere: (answer: T) => boolean,
  { within, every }: { within: number; every: number },
): Promise<T> {
  const until = performance.now() + within;
  for (;;) {
    const answer = await ask();
    if (isThere(answer) || performance.now() >= until) return answer;
    await sleep(every);
  }
}
