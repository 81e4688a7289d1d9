import { startGuessing } from './support/guesses';
import { openAccount } from './support/people';

let guessing: Awaited<ReturnType<typeof startGuessing>>;
beforeAll(async () => (guessing = await startGuessing()));
afterAll(() => guessing.close());

it(
  '[C12] 10,000 guesses at one account from as many networks get nowhere, while its owner signs in from a device that they know',
  async () => guessing.holdsAgainst(10, await openAccount(guessing.identity)),
  300_000,
);
