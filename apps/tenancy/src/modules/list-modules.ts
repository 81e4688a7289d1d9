import type { moduleListSchema } from '@tenantry/contracts';
import { type Actor, administratorModules, decideOnInstallation } from '@tenantry/domain';
import { requireAllowed } from '@tenantry/service-defaults';
import type { z } from 'zod';
import type { Database } from '../access/find-access';
import { findModules } from './find-modules';

/**
 * The modules of the product, for whoever operates the installation.
 * @throws {Problem} `permission.missing` for everybody else
 */
export async function listModules(
  database: Database,
  actor: Actor,
): Promise<z.infer<typeof moduleListSchema>> {
  requireAllowed(decideOnInstallation(actor), 'route.not_found');
  const modules = await findModules(database);
  return {
    items: modules.map((module) => ({
      ...module,
      alwaysAdminOnly: administratorModules.includes(module.key),
    })),
  };
}
