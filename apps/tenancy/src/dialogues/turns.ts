/**
 * Lets work for the same key follow one another in this process, in the order in which it came. What waits for its turn
 * holds nothing: many calls for one lock of the database would otherwise hold every connection while they wait for it.
 */
export function turns(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    const mine = (last.get(key) ?? Promise.resolve()).then(work, work);
    last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (last.get(key) === mine) last.delete(key);
    }
  };
}
