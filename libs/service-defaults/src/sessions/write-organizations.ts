import type { RedisClient } from './redis';
import { runScript } from './run-script';
import type { ToldOrganization } from './session';
import { tellOrganizations } from './session-scripts';

const batchSize = 500;

/** Writes what became of organizations to where every service's session check looks. */
export async function writeOrganizations(
  redis: Pick<RedisClient, 'evalSha' | 'eval'>,
  told: readonly ToldOrganization[],
): Promise<void> {
  for (let start = 0; start < told.length; start += batchSize) {
    const batch = told.slice(start, start + batchSize);
    const keys = batch.map(({ organizationId }) => `organization:${organizationId}`);
    const values = batch.flatMap(({ version, status }) => [String(version), status]);
    await runScript(redis, tellOrganizations, keys, values);
  }
}
