export type Counts = { passed: number; failed: number; skipped: number };

/** What tools/jest-reporter.cjs has printed: the counts of each project. */
export const countTests = (output: string): Map<string, Counts> => {
  const counts = new Map<string, Counts>();
  for (const [, project, passed, failed, skipped] of output.matchAll(
    /Tests in (\S+): (\d+) passed, (\d+) failed, (\d+) skipped/g,
  )) {
    counts.set(project ?? '', { passed: Number(passed), failed: Number(failed), skipped: Number(skipped) });
  }
  return counts;
};

/** The closing line: `12 passed, 0 failed`, and how many were skipped if any were. */
export const describeCounts = (all: Counts[]): string => {
  const sum = (of: keyof Counts): number => all.reduce((total, counts) => total + counts[of], 0);
  const skipped = sum('skipped');
  return `${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
};
