import fc from 'fast-check';
import { type ChatOperator, dealingMend, nextOperator, operatorState, operatorTotals } from '../src/index';

const operator = (userId: string, maximum: number, rest: Partial<ChatOperator> = {}): ChatOperator => ({
  userId,
  maximum,
  open: 0,
  active: true,
  holdsRole: true,
  online: true,
  ...rest,
});

/** Deals so many dialogues one after the other; yields how many each has, after each of them */
function* dealing(operators: readonly ChatOperator[], dialogues: number): Generator<number[]> {
  const now = operators.map((one) => ({ ...one }));
  for (let n = 0; n < dialogues; n++) {
    const next = now.find(({ userId }) => userId === nextOperator(now)?.userId);
    if (next) next.open += 1;
    yield now.map(({ open }) => open);
  }
}

describe('dealing dialogues', () => {
  it.each(['ab', 'ba'])('[A13] gives 300 three quarters and 100 one quarter at every step (%s)', (ids) => {
    const [large = '', small = ''] = ids;
    let n = 0;
    for (const [first = 0, second = 0] of dealing([operator(large, 300), operator(small, 100)], 400)) {
      n += 1;
      expect(first + second).toBe(n);
      expect(Math.abs(first - (3 * n) / 4)).toBeLessThanOrEqual(1);
      expect(Math.abs(second - n / 4)).toBeLessThanOrEqual(1);
    }
    expect(n).toBe(400);
  });

  it('[A13] gives any two operators their part to within one, after every dialogue', () => {
    const maximum = fc.integer({ min: 1, max: 120 });
    fc.assert(
      fc.property(maximum, maximum, (one, other) => {
        let n = 0;
        for (const [first = 0] of dealing([operator('a', one), operator('b', other)], one + other)) {
          n += 1;
          if (Math.abs(first - (n * one) / (one + other)) > 1) return false;
        }
        return true;
      }),
    );
  });

  it('[A13] never goes above a maximum, and fills every place', () => {
    const maximums = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(maximums, (numbers) => {
        const operators = numbers.map((maximum, at) => operator(`${at}`, maximum));
        expect([...dealing(operators, 100)].at(-1)).toEqual(numbers);
      }),
    );
  });

  it('[A13] breaks ties by id, also between shares that no binary fraction holds', () => {
    const next = (...operators: ChatOperator[]) => nextOperator(operators)?.userId;
    expect(next(operator('b', 5), operator('a', 500))).toBe('a');
    expect(next(operator('b', 3, { open: 1 }), operator('a', 9, { open: 3 }))).toBe('a');
    expect(next(operator('b', 49, { open: 7 }), operator('a', 7, { open: 1 }))).toBe('a');
    expect(next(operator('a', 3, { open: 1 }), operator('b', 10, { open: 3 }))).toBe('b');
  });

  it.each([
    ['role_missing', { holdsRole: false, active: false }],
    ['not_active', { active: false, online: false }],
    ['no_maximum', { maximum: 0, online: false }],
    ['offline', { online: false, open: 9 }],
    ['full', { open: 9 }],
    ['free', {}],
  ] as const)('[A13] says what is in an operator’s way: %s', (state, rest) => {
    expect(operatorState(operator('a', 2, rest))).toBe(state);
    expect(nextOperator([operator('a', 2, rest)])?.userId).toBe(state === 'free' ? 'a' : undefined);
  });

  it('[A13] counts the places of those who are online, and says what would help', () => {
    const offline = operator('a', 4, { online: false });
    const full = operator('b', 2, { open: 2 });
    const lost = operator('c', 5, { holdsRole: false, open: 1 });
    expect(operatorTotals([offline, full, lost])).toEqual({ operators: 2, online: 1, places: 2, taken: 2 });
    expect(dealingMend([offline, full, lost])).toBe('free_places');
    expect(dealingMend([offline, lost])).toBe('come_online');
    expect(dealingMend([operator('a', 0), lost])).toBe('set_maximums');
    expect(dealingMend([operator('a', 4, { active: false })])).toBe('activate_operators');
    expect(dealingMend([lost])).toBe('name_operators');
  });
});
