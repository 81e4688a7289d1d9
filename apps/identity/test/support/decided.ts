import { eventually } from '@tenantry/testing';
import type { Answer, Ask } from './people';

/** Asks again, as whoever is told to, where a busy machine has not decided in time: that has changed nothing. */
export const decided = (ask: () => Ask): Promise<Answer> =>
  eventually(
    async () => {
      const answer = await ask();
      if (answer.status === 503) throw new Error('not decided in time');
      return answer;
    },
    { within: 20_000 },
  );
