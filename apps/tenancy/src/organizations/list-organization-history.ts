import type { historyPageSchema, historyQuerySchema } from '@tenantry/contracts';
import type { Actor } from '@tenantry/domain';
import type { HistoryRow } from '@tenantry/messaging';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { listVisibleHistory } from '../history/list-visible-history';
import { findAdministered } from './find-administered';

/**
 * What happened to an organization, newest first. Of its place it is told what lies from the actor's own organization
 * on: of those above not even the ids.
 * @throws {Problem} `organization.not_found`, `permission.missing`, `request.invalid` for what is no cursor
 */
export async function listOrganizationHistory(
  manager: EntityManager,
  actor: Actor,
  organizationId: string,
  query: z.infer<typeof historyQuerySchema>,
): Promise<z.infer<typeof historyPageSchema>> {
  const { id } = await findAdministered(manager, actor, organizationId);
  // What was taken away of its users belongs to what happened to it.
  const subjects = [`organization/${id}`, `directory/${id}`];
  const page = await listVisibleHistory(manager, actor, subjects, query);
  return { ...page, items: page.items.map((item) => ({ ...item, facts: visibleFacts(actor, item.facts) })) };
}

function visibleFacts(
  { organizationId }: Pick<Actor, 'organizationId'>,
  facts: HistoryRow['facts'],
): HistoryRow['facts'] {
  // Whoever reads the history need not see the service center that somebody else exported.
  if ('filter' in facts)
    return { ...facts, filter: { ...Object(facts['filter']), serviceCenterId: undefined } };
  if (!Array.isArray(facts['path'])) return facts;
  const ids = facts['path'].map(String);
  const path = ids.slice(ids.indexOf(organizationId));
  return 'parentId' in facts ? { ...facts, path, parentId: path.at(-2) ?? null } : { ...facts, path };
}
