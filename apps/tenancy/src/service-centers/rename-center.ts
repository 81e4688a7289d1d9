import { serviceCenterRenamed } from '@tenantry/contracts';
import { Problem } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import { searchText, sortKey } from '../search/fold';
import type { Center } from './find-centers';
import { type By, publishOnCenter } from './write-center';

export type RenameCenter = {
  /** Locked, see change-center.ts. */
  center: Center;
  /** The one that the editor saw. */
  version: number;
  name: string;
};

/**
 * Renames a service center and publishes `tenancy.service-center.renamed.v1`. What changes nothing is no event.
 * @returns its version
 * @throws {Problem} `service_center.changed` where somebody else was faster
 */
export async function renameCenter(
  tx: EntityManager,
  { center, version, name }: RenameCenter,
  by: By,
): Promise<number> {
  const { centerId } = center;
  if (center.version !== version) throw new Problem('service_center.changed');
  if (center.name === name) return version;
  await tx.query(`update service_centers set name = $2, search = $3, sort_name = $4 where id = $1`, [
    centerId,
    name,
    searchText(name),
    sortKey(name),
  ]);
  return publishOnCenter(tx, centerId, {
    event: serviceCenterRenamed,
    facts: { serviceCenterId: centerId, name },
    ...by,
  });
}
