/** Whole seconds from one time to the other. */
export const secondsBetween = (since: string, at: string): number =>
  Math.max(0, Math.round((Date.parse(at) - Date.parse(since)) / 1000));

/**
 * After how many seconds what waits is late, as the alarms in `deploy/observability` have it. That of mails asks besides that most
 * attempts fail, which no service tells.
 */
const lateAfter = { outbox: 30, streams: 60, mails: 300, jobs: 300 } as const;

/** How it looks that so many wait, the first of them since then. */
export const toneOfWaiting = (
  what: keyof typeof lateAfter,
  { count, since, at }: { count: number; since: string | null; at: string },
): 'calm' | 'busy' | 'bad' => {
  if (since !== null && secondsBetween(since, at) > lateAfter[what]) return 'bad';
  return count > 0 ? 'busy' : 'calm';
};
