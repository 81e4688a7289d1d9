import type { Secrets } from '../infrastructure/secrets';
import { services } from '../infrastructure/services';

/** The statements that a fresh PostgreSQL container runs once: a database a service, with the role that owns it and the one that runs. */
export const databasesSql = (secrets: Secrets): string =>
  services
    .flatMap((service) => [
      ...['owner', 'runtime'].map(
        (role) =>
          `create role ${service}_${role} login password '${secrets(`postgres.${service}_${role}`)}';`,
      ),
      `create database tenantry_${service} owner ${service}_owner;`,
      `revoke all on database tenantry_${service} from public;`,
      `grant connect on database tenantry_${service} to ${service}_runtime;`,
    ])
    .join('\n');
