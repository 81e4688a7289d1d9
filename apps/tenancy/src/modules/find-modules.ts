import type { Module } from '@tenantry/domain';
import type { Database } from '../access/find-access';

export type NamedModule = Module & {
  name: string;
  position: number;
  /** 0 for those that an installation begins with, until they are changed. */
  version: number;
};

/** The modules of the product, by position. */
export const findModules = (database: Database): Promise<NamedModule[]> =>
  database.query(
    `select key, name, admin_only as "adminOnly", position, version from modules order by position, key`,
  );
