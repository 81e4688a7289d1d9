import type { RedisClient } from './redis';
import type { Script } from './session-scripts';

/** Runs a script by its SHA-1, and hands Redis the source where it does not know it (any more). */
export async function runScript(
  redis: Pick<RedisClient, 'evalSha' | 'eval'>,
  { source, sha }: Script,
  keys: string[],
  values: string[],
): Promise<unknown> {
  const options = { keys, arguments: values };
  try {
    return await redis.evalSha(sha, options);
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
    return redis.eval(source, options);
  }
}
