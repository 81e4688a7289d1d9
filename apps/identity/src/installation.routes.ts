import {
  type installationKeyUsersSchema,
  type installationSchema,
  languageSchema,
} from '@tenantry/contracts';
import { Router } from 'express';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import type { Config } from './config';
import { findOperatorKeyUsers } from './organizations/key-users';

/** What everybody may know: also those who are not signed in. */
export function installationRoutes(config: Config, database: DataSource): Router {
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
  router.get('/v1/installation/key-users', async (_req, res) => {
    const keyUsers = await findOperatorKeyUsers(database.manager);
    res.json({ keyUsers } satisfies z.infer<typeof installationKeyUsersSchema>);
  });
  return router;
}
