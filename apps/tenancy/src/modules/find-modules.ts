import type { Module } from '@tenantry/domain';
import type { Database } from '../access/find-access';

/** The modules of the product, by position. */
export const findModules = (database: Database): Promise<(Module & { name: string; position: number })[]> =>
  database.query(`select key, name, admin_only as "adminOnly", position from modules order by position, key`);
