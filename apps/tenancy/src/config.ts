import { serviceConfigShape } from '@tenantry/service-defaults';
import { z } from 'zod';

// Tenancy is asked and asks nobody: it needs no address of itself and no key to sign with.
export const configSchema = z
  .object(serviceConfigShape)
  .omit({ TENANCY_URL: true, SERVICE_PRIVATE_KEY: true });
export type Config = z.infer<typeof configSchema>;

/** What the seed needs of it. */
export const seedConfigSchema = configSchema.pick({
  DATABASE_URL: true,
  DATABASE_OWNER_URL: true,
  LOG_LEVEL: true,
});
