import fc from 'fast-check';
import { type InactivityNotice, inactivityStep } from '../src';

const now = new Date('2026-11-28T02:30:00Z');
const day = 24 * 3_600_000;
const daysAgo = (days: number) => new Date(now.getTime() - days * day);
const step = (days: number, quiet: number, notice: InactivityNotice | null = null) =>
  inactivityStep({ days, since: daysAgo(quiet), notice }, now);
/** Told when the rule gave the day on which it would deactivate. */
const told = (days: number, quiet: number, daysBefore: number): InactivityNotice => {
  const dueAt = new Date(daysAgo(quiet).getTime() + days * day);
  return { ruleDueAt: dueAt, dueAt, daysBefore };
};

describe('[L7] the rule of inactivity', () => {
  it.each([
    ['says nothing 15 days before', 90, 75, null, 'nothing'],
    ['warns on the 14th day before', 90, 76, null, 14],
    ['says it once', 90, 80, 14, 'nothing'],
    ['warns on the third day before', 90, 87, 14, 3],
    ['says that once', 90, 88, 3, 'nothing'],
    ['warns on the last day before', 90, 89, 3, 1],
    ['deactivates on the day', 90, 90, 1, 'deactivate'],
    ['does not wait for a warning that was missed', 90, 91, 14, 'deactivate'],
    ['warns of a week only three days before', 7, 3, null, 'nothing'],
    ['warns of a week three days before', 7, 4, null, 3],
    ['never does anything where it is never', 0, 5000, null, 'nothing'],
  ] as const)('%s', (_, days, quiet, before, expected) => {
    const result = step(days, quiet, before === null ? null : told(days, quiet, before));
    expect(result.do === 'warn' ? result.daysBefore : result.do).toBe(expected);
  });

  it('warns of the last day although a run comes to somebody a little earlier in the day than the one before', () => {
    const first = step(90, 400);
    const notice = first.do === 'warn' ? first : null;
    const late = new Date(now.getTime() + 2 * day - 10 * 60_000);
    expect(inactivityStep({ days: 90, since: daysAgo(400), notice }, late)).toMatchObject({
      do: 'warn',
      daysBefore: 1,
    });
  });

  it('gives three days to whom nothing was told, however long the rule has been met', () => {
    const first = step(90, 400);
    expect(first).toMatchObject({ do: 'warn', daysBefore: 3, dueAt: new Date(now.getTime() + 3 * day) });
  });

  it('begins anew where the clock does: what was told of another day counts for nothing', () => {
    expect(step(90, 90, told(90, 95, 1))).toMatchObject({ do: 'warn', daysBefore: 3 });
    expect(step(90, 10, told(90, 89, 3))).toEqual({ do: 'nothing' });
  });

  it('deactivates nobody, however often it is asked, who was not warned three days before or earlier, and each warning comes once', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 7, max: 1000 }),
        fc.integer({ min: 0, max: 1100 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 60 }),
        (days, quiet, waits) => {
          const since = daysAgo(quiet);
          let notice: InactivityNotice | null = null;
          let at = now;
          let firstWarned: Date | null = null;
          const given: number[] = [];
          for (const wait of waits) {
            const next = inactivityStep({ days, since, notice }, at);
            if (next.do === 'warn') {
              given.push(next.daysBefore);
              firstWarned ??= at;
              notice = next;
            }
            if (next.do === 'deactivate') {
              expect(at.getTime() - (firstWarned?.getTime() ?? Infinity)).toBeGreaterThanOrEqual(3 * day);
              expect(at.getTime() - since.getTime()).toBeGreaterThanOrEqual(days * day);
              break;
            }
            at = new Date(at.getTime() + wait * day);
          }
          expect(given).toEqual([...new Set(given)].sort((a, b) => b - a));
        },
      ),
    );
  });
});
