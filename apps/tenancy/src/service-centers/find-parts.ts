import type { PartKind } from '@tenantry/contracts';
import { type Actor, type Opening, seesCenter } from '@tenantry/domain';
import { Problem } from '@tenantry/service-defaults';
import type { Database } from '../access/find-access';
import { asId } from '../as-id';
import { findCenter } from './find-centers';

export type Part = { partId: string; centerId: string; kind: PartKind; name: string };

/** The customers and service entities of these centers, by name. */
export const findParts = (database: Database, centerIds: readonly string[]): Promise<Part[]> =>
  database.query<Part[]>(
    `select id as "partId", center_id as "centerId", kind, name from service_center_parts
     where center_id = any($1::uuid[]) order by sort_name, id`,
    [centerIds],
  );

/** The parts that one of these openings names, by name. What opens all names none. */
export async function findOpenedParts(database: Database, openings: readonly Opening[]): Promise<Part[]> {
  const ids = openings.flatMap(({ customerIds, entityIds }) => [
    ...(customerIds ?? []),
    ...(entityIds ?? []),
  ]);
  if (ids.length === 0) return [];
  return database.query<Part[]>(
    `select id as "partId", center_id as "centerId", kind, name from service_center_parts
     where id = any($1::uuid[]) order by sort_name, id`,
    [[...new Set(ids)]],
  );
}

/** Those of the named parts of a kind that a center has, as they are shown; none where all are opened. */
export type OpenedParts = (
  centerId: string,
  kind: PartKind,
  named: readonly string[] | null,
) => ReturnType<typeof partsOfKind>;

/** Many openings read from the same parts: each looks only at those of its center. */
export function openedOf(parts: readonly Part[]): OpenedParts {
  const byCenter = new Map<string, Part[]>();
  for (const part of parts) {
    const those = byCenter.get(part.centerId);
    if (those) those.push(part);
    else byCenter.set(part.centerId, [part]);
  }
  return (centerId, kind, named) => {
    if (named === null) return [];
    const ids = new Set(named);
    return partsOfKind(byCenter.get(centerId) ?? [], kind).filter(({ partId }) => ids.has(partId));
  };
}

/** How many parts of a kind these centers have. */
export async function countParts(
  database: Database,
  centerIds: readonly string[],
): Promise<(centerId: string, kind: PartKind) => number> {
  const rows = await database.query<{ centerId: string; kind: PartKind; count: number }[]>(
    `select center_id as "centerId", kind, count(*)::int from service_center_parts
     where center_id = any($1::uuid[]) group by center_id, kind`,
    [centerIds],
  );
  const counts = new Map(rows.map(({ centerId, kind, count }) => [`${kind} ${centerId}`, count]));
  return (centerId, kind) => counts.get(`${kind} ${centerId}`) ?? 0;
}

/** Those of one kind, as they are shown. */
export const partsOfKind = (parts: readonly Part[], kind: PartKind): { partId: string; name: string }[] =>
  parts.filter((part) => part.kind === kind).map(({ partId, name }) => ({ partId, name }));

/** @throws {Problem} `service_center.part_not_found` for one of a center that the actor does not see, known or not */
export async function findPart(database: Database, actor: Actor, partId: string): Promise<Part> {
  const id = asId(partId);
  const [part] = id
    ? await database.query<Part[]>(
        `select id as "partId", center_id as "centerId", kind, name from service_center_parts where id = $1`,
        [id],
      )
    : [];
  const center = part && (await findCenter(database, part.centerId));
  if (!center || !seesCenter(actor, center)) throw new Problem('service_center.part_not_found');
  return part;
}
