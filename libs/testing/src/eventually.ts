/**
 * Repeats a check until it no longer throws, and gives what it returned.
 * @param limits milliseconds: give up after `within` (5000), try again after `every` (20)
 * @throws the check's last error
 */
export async function eventually<T>(
  check: () => T | Promise<T>,
  { within = 5000, every = 20 }: { within?: number; every?: number } = {},
): Promise<T> {
  const until = Date.now() + within;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() >= until) throw error;
      await new Promise((resolve) => setTimeout(resolve, every));
    }
  }
}
