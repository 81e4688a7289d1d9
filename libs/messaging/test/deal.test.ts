import fc from 'fast-check';
import { deal } from '../src/deal';
import type { Claim } from '../src/streams';

const claimed = (subject: string, shares: boolean): Claim => ({
  ...{ source: 'tenantry/alpha', subject, shares, token: 'token', last: 0, attempts: 1, error: null },
  ...{ beginBy: Infinity, waiting: [] },
});
const subjectsOf = (hands: Claim[][][]): string[][][] =>
  hands.map((groups) => groups.map((group) => group.map(({ subject }) => subject)));

describe('claimed streams are dealt', () => {
  it('[B2] so that none that needs its own transaction waits for another one, in whatever order they come', () => {
    const claims = [
      claimed('command/1', false),
      claimed('thing/1', true),
      claimed('command/2', false),
      claimed('thing/2', true),
    ];
    expect(subjectsOf(deal(claims, 2))).toEqual([
      [['thing/1'], ['command/1']],
      [['thing/2'], ['command/2']],
    ]);
  });

  it('[B2] so that those of one transaction follow the id that they are about, whatever their kind', () => {
    const claims = ['user/c', 'sign-in/b', 'user/a', 'sign-in/c'].map((subject) => claimed(subject, true));
    expect(subjectsOf(deal(claims, 1))).toEqual([[['user/a', 'sign-in/b', 'user/c', 'sign-in/c']]]);
  });

  it('[B2] evenly, each of them once', () => {
    const some = fc.array(fc.boolean(), { maxLength: 40 });
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 8 }), (kinds, workers) => {
        const claims = kinds.map((shares, n) => claimed(`thing/${n}`, shares));
        const hands = deal(claims, workers).map((groups) => groups.flat());
        expect(hands.flat().toSorted(bySubject)).toEqual(claims.toSorted(bySubject));
        const sizes = hands.map(({ length }) => length);
        expect(Math.max(...sizes, 0) - Math.min(...sizes, Infinity)).toBeLessThanOrEqual(1);
        expect(hands.length).toBe(Math.min(workers, claims.length));
        const alone = hands.map((hand) => hand.filter(({ shares }) => !shares).length);
        expect(Math.max(...alone, 0)).toBeLessThanOrEqual(
          Math.ceil(kinds.filter((one) => !one).length / workers),
        );
      }),
    );
  });
});

const bySubject = (one: Claim, other: Claim): number => one.subject.localeCompare(other.subject);
