import type { Actor } from '@tenantry/domain';
import { Problem } from '@tenantry/service-defaults';
import { z } from 'zod';
import { visibleOrganizations } from '../organizations/visible-organizations';
import { statement } from '../search/statement';
import type { Database } from './find-access';

/**
 * The place of an organization that the actor sees.
 * @param organizationId as it came with the request
 * @throws {Problem} `organization.not_found` for any other, known or not
 */
export async function organizationInSight(
  database: Database,
  actor: Actor,
  organizationId: string,
): Promise<{ id: string; path: string[] }> {
  const id = z.uuid().safeParse(organizationId).data;
  if (!id) throw new Problem('organization.not_found');
  const { values, bind } = statement();
  const [found] = await database.query<{ id: string; path: string[] }[]>(
    `select o.id, o.path from organizations o where o.id = ${bind(id)} and ${visibleOrganizations(actor, bind)}`,
    values,
  );
  if (!found) throw new Problem('organization.not_found');
  return found;
}
