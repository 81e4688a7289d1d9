import { type addPartsResultSchema, type PartKind, serviceCenterPartsAdded } from '@tenantry/contracts';
import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { sortKey } from '../search/fold';
import type { Center } from './find-centers';
import { findParts } from './find-parts';
import { type By, publishOnCenter } from './write-center';

export type AddParts = {
  /** Locked, see change-center.ts. */
  center: Center;
  kind: PartKind;
  names: readonly string[];
};
type Outcomes = z.infer<typeof addPartsResultSchema>['outcomes'];

/** How many customers, and how many service entities, a center takes. */
const mostOfAKind = 1000;

/**
 * Adds customers or service entities to a center and publishes `tenancy.service-center.parts-added.v1` where any is new.
 * Names that differ only in case or accents are one.
 * @returns the center's version, and an outcome for each name in their order
 */
export async function addParts(
  tx: EntityManager,
  { center: { centerId, version }, kind, names }: AddParts,
  by: By,
): Promise<{ version: number; outcomes: Outcomes }> {
  const known = (await findParts(tx, [centerId])).filter((part) => part.kind === kind);
  const ids = new Map(known.map(({ name, partId }) => [sortKey(name), partId]));
  const added: { partId: string; kind: PartKind; name: string }[] = [];
  const outcomes = names.map((name): Outcomes[number] => {
    const existing = ids.get(sortKey(name));
    if (existing) return { name, outcome: 'exists', partId: existing };
    if (ids.size >= mostOfAKind) return { name, outcome: 'full', partId: null };
    const partId = randomUUID();
    ids.set(sortKey(name), partId);
    added.push({ partId, kind, name });
    return { name, outcome: 'added', partId };
  });
  if (added.length === 0) return { version, outcomes };

  await tx.query(
    `insert into service_center_parts (id, center_id, kind, name, created_at, sort_name)
     select id, $1, $2, name, $3, sort_name
     from unnest($4::uuid[], $5::text[], $6::text[]) as row (id, name, sort_name)`,
    [
      centerId,
      kind,
      by.at,
      added.map((part) => part.partId),
      added.map((part) => part.name),
      added.map((part) => sortKey(part.name)),
    ],
  );
  const facts = { serviceCenterId: centerId, parts: added };
  return {
    version: await publishOnCenter(tx, centerId, { event: serviceCenterPartsAdded, facts, ...by }),
    outcomes,
  };
}
