import type { RedisClient } from './redis';
import { type Script, sessionScripts } from './session-scripts';

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

/**
 * Hands Redis the scripts, so that no request is the one that finds them missing: that would be an error in its trace.
 * Call it first on each new connection; its answers come in the order of the commands, so nothing has to wait for it.
 */
export function loadScripts(redis: Pick<RedisClient, 'scriptLoad'>): void {
  // What fails here is handed over by runScript.
  for (const { source } of sessionScripts) redis.scriptLoad(source).catch(() => undefined);
}
