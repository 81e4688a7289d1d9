import { serviceConfigShape } from '@tenantry/service-defaults';
import { z } from 'zod';

// No service calls the scheduler, so it needs nobody's public key.
export const configSchema = z.object({ ...serviceConfigShape }).omit({ SERVICE_PUBLIC_KEYS: true });
export type Config = z.infer<typeof configSchema>;
