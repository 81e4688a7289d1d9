/** Milliseconds that an allow is good for, from the moment it was asked for. */
const lifetime = 5000;
const mostEntries = 20_000;

/** Remembers allows, never refusals: what was mended is seen at once. */
export function allowCache(clock: () => number = () => performance.now()) {
  const until = new Map<string, number>();
  const keyOf = (asker: string, question: string) => `${asker} ${question}`;
  return {
    has(asker: string, question: string): boolean {
      return (until.get(keyOf(asker, question)) ?? 0) > clock();
    },
    add(asker: string, question: string, askedAt: number): void {
      const key = keyOf(asker, question);
      // Oldest first, because a renewed entry goes to the end: what has expired is always in front.
      until.delete(key);
      for (const [old, end] of until) {
        if (end > clock() && until.size < mostEntries) break;
        until.delete(old);
      }
      until.set(key, askedAt + lifetime);
    },
  };
}
