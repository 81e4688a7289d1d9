import { serviceConfigShape } from '@tenantry/service-defaults';
import { z } from 'zod';

// No service calls the scheduler, so it needs nobody's public key.
export const configSchema = z
  .object({
    ...serviceConfigShape,
    JOB_RUNS_KEPT_DAYS: z.coerce.number().int().min(1).max(3650).default(90).meta({
      description: 'days after which runs of jobs are deleted; the last one of each job stays',
    }),
  })
  .omit({ SERVICE_PUBLIC_KEYS: true });
export type Config = z.infer<typeof configSchema>;
