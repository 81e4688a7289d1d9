import type { historyPageSchema, historyQuerySchema } from '@tenantry/contracts';
import type { Actor } from '@tenantry/domain';
import type { HistoryRow } from '@tenantry/messaging';
import { historyPage, peopleIn } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { visibleNames } from '../directory/visible-names';
import { findAdministered } from './find-administered';
import { listOrganizationEvents } from './organization-events';

type Facts = HistoryRow['facts'];
type Names = ReadonlyMap<string, string>;

/**
 * What happened to an organization and to what belongs to it, newest first. Of its place it is told what lies from the
 * actor's own organization on: of those above not even the ids. Lines have their identifier in it and the organizations
 * that the actor sees their name, and so have the operators of dialogues; of others there is nothing.
 * @throws {Problem} `organization.not_found`, `permission.missing`, `request.invalid` for what is no cursor
 */
export async function listOrganizationHistory(
  manager: EntityManager,
  actor: Actor,
  organizationId: string,
  query: z.infer<typeof historyQuerySchema>,
): Promise<z.infer<typeof historyPageSchema>> {
  const { id } = await findAdministered(manager, actor, organizationId);
  const page = await historyPage(
    query,
    (position) => listOrganizationEvents(manager, actor, id, position),
    (rows) => visibleNames(manager, actor, peopleIn(rows)),
  );
  const named = (key: string) => page.items.flatMap(({ facts }) => textOf(facts[key]) ?? []);
  const operators = await visibleNames(manager, actor, named('userId'));
  const lines = await namesOf(
    manager,
    `select id, identifier as name from lines where id = any($1::uuid[])`,
    [named('lineId')],
  );
  const organizations = await namesOf(
    manager,
    `select id, name from organizations where id = any($1::uuid[]) and path @> array[$2]::uuid[]`,
    [[...named('fromOrganizationId'), ...named('organizationId')], actor.organizationId],
  );
  const visible = ({ type, facts }: { type: string; facts: Facts }): Facts => {
    if (type === 'tenancy.line.assigned.v1') return movedLine(facts, lines, organizations);
    if (type.startsWith('tenancy.dialogue.')) return dealt(facts, operators);
    return visibleFacts(actor, facts);
  };
  return { ...page, items: page.items.map((item) => ({ ...item, facts: visible(item) })) };
}

function visibleFacts({ organizationId }: Pick<Actor, 'organizationId'>, facts: Facts): Facts {
  // Whoever reads the history need not see the service center that somebody else exported.
  if ('filter' in facts)
    return { ...facts, filter: { ...Object(facts['filter']), serviceCenterId: undefined } };
  if (!Array.isArray(facts['path'])) return facts;
  const ids = facts['path'].map(String);
  const path = ids.slice(ids.indexOf(organizationId));
  return 'parentId' in facts ? { ...facts, path, parentId: path.at(-2) ?? null } : { ...facts, path };
}

/** A line that went from one organization to another. */
function movedLine(
  { organizationId, fromOrganizationId, ...facts }: Facts,
  lines: Names,
  organizations: Names,
): Facts {
  const [to, from] = [textOf(organizationId) ?? '', textOf(fromOrganizationId) ?? ''];
  return {
    ...facts,
    identifier: lines.get(textOf(facts['lineId']) ?? ''),
    ...(organizations.has(to) && { organizationId: to, organizationName: organizations.get(to) }),
    ...(organizations.has(from) && {
      fromOrganizationId: from,
      fromOrganizationName: organizations.get(from),
    }),
  };
}

function dealt({ userId, ...facts }: Facts, operators: Names): Facts {
  const name = operators.get(textOf(userId) ?? '');
  return name === undefined ? facts : { ...facts, userId, name };
}

async function namesOf(
  manager: EntityManager,
  sql: string,
  values: [string[], ...unknown[]],
): Promise<Names> {
  if (values[0].length === 0) return new Map();
  const rows = await manager.query<{ id: string; name: string }[]>(sql, values);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
