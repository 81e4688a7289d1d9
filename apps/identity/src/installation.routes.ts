import { type installationSchema, languageSchema } from '@tenantry/contracts';
import { Router } from 'express';
import type { z } from 'zod';
import type { Config } from './config';

/** What everybody may know: also those who are not signed in. */
export function installationRoutes(config: Config): Router {
  const installation: z.infer<typeof installationSchema> = {
    environment: config.ENVIRONMENT,
    languages: languageSchema.options,
    minimumPasswordLength: config.MINIMUM_PASSWORD_LENGTH,
    links: {
      imprint: config.IMPRINT_URL ?? null,
      dataProtection: config.DATA_PROTECTION_URL ?? null,
      terms: config.TERMS_URL ?? null,
    },
  };
  const router = Router();
  router.get('/v1/installation', (_req, res) => void res.json(installation));
  return router;
}
