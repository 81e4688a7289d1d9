import type { ToldOrganization } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';

/** Every organization that was ever suspended or closed, as it is now. */
export const toldOrganizations = (database: DataSource) => (): Promise<ToldOrganization[]> =>
  database.query<ToldOrganization[]>(
    `select id as "organizationId", status_version as version, status from organization
     where status_version is not null`,
  );
