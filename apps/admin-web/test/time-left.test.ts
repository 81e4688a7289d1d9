import { clockFace, laterOn, type TimeLeft } from '../src/mirroring/time-left';

/** What is said aloud while the seconds go by one after the other. */
function heard(from: number, to: number): number[] {
  let left: TimeLeft = { seconds: from, said: null };
  const said: number[] = [];
  for (let seconds = from; seconds >= to; seconds -= 1) {
    const next = laterOn(left, seconds);
    if (next.said !== null && next.said !== left.said) said.push(next.said);
    left = next;
  }
  return said;
}

describe('[A11] the time left of acting as another user', () => {
  it('is said aloud when it begins, at five minutes and at one, and not each second', () => {
    expect(heard(1_800, -5)).toEqual([30, 5, 1]);
  });

  it('is said aloud as it is after the page was loaded again', () => {
    expect(heard(150, 0)).toEqual([3, 1]);
    expect(heard(42, 0)).toEqual([1]);
  });

  it('is said aloud although the seconds jump, as in a tab that was asleep', () => {
    const asleep = laterOn({ seconds: 1_000, said: 17 }, 40);
    expect(asleep.said).toBe(1);
  });

  it('stands there in minutes and seconds, and never below nothing', () => {
    expect([1_800, 1_692, 61, 9, 0, -3].map(clockFace)).toEqual([
      '30:00',
      '28:12',
      '1:01',
      '0:09',
      '0:00',
      '0:00',
    ]);
  });
});
