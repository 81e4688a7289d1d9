import { randomUUID } from 'node:crypto';
import type { Database } from '../../src/access/find-access';
import { searchText, sortKey } from '../../src/search/fold';
import type { TestOrganization } from './world';

type TestPart = { id: string; kind: 'customer' | 'entity'; name: string };
export type TestCenter = {
  id: string;
  organization: TestOrganization;
  sharedWith: readonly TestOrganization[];
  name: string;
  parts: readonly TestPart[];
};
export type TestBinding = {
  userId: string;
  centerId: string;
  owned: boolean;
  /** `null` opens all. */
  customerIds: readonly string[] | null;
  entityIds: readonly string[] | null;
};

export function aCenter(
  organization: TestOrganization,
  name: string,
  rest: { sharedWith?: readonly TestOrganization[]; customers?: string[]; entities?: string[] } = {},
): TestCenter {
  const partsOf = (kind: TestPart['kind'], names: string[] = []) =>
    names.map((partName) => ({ id: randomUUID(), kind, name: partName }));
  return {
    id: randomUUID(),
    organization,
    sharedWith: rest.sharedWith ?? [],
    name,
    parts: [...partsOf('customer', rest.customers), ...partsOf('entity', rest.entities)],
  };
}

/** The ids of a center's parts with these names. */
export const partIds = (center: TestCenter, ...names: string[]): string[] =>
  center.parts.filter(({ name }) => names.includes(name)).map(({ id }) => id);

/** A binding to the whole center. */
export const aBinding = (
  { userId }: { userId: string },
  { id }: { id: string },
  rest: Partial<Omit<TestBinding, 'userId' | 'centerId'>> = {},
): TestBinding => ({ userId, centerId: id, owned: false, customerIds: null, entityIds: null, ...rest });

/** Writes service centers with parts and shares, and who is bound to them, into a world that is there. */
export async function insertCenters(
  database: Database,
  { centers = [], bindings = [] }: { centers?: readonly TestCenter[]; bindings?: readonly TestBinding[] },
): Promise<void> {
  const rows = centers.map((center) => ({
    ...center,
    organizationId: center.organization.id,
    sharedWith: center.sharedWith.map(({ id }) => id),
    parts: center.parts.map((part) => ({ ...part, sortName: sortKey(part.name) })),
    search: searchText(center.name),
    sortName: sortKey(center.name),
  }));
  await database.query(
    `with row as (
       select * from jsonb_to_recordset($1) as row (id uuid, "organizationId" uuid, name text, search text,
         "sortName" text, "sharedWith" uuid[], parts jsonb)
     ), made as (
       insert into service_centers (id, organization_id, name, version, created_at, search, sort_name)
       select id, "organizationId", name, 1, now(), search, "sortName" from row
     ), shared as (
       insert into service_center_shares (center_id, organization_id, created_at)
       select distinct id, shared, now() from row, unnest("sharedWith") as shared
     )
     insert into service_center_parts (id, center_id, kind, name, created_at, sort_name)
     select part.id, row.id, part.kind, part.name, now(), part."sortName"
     from row, jsonb_to_recordset(parts) as part (id uuid, kind text, name text, "sortName" text)`,
    [JSON.stringify(rows)],
  );
  await database.query(
    `insert into bindings (user_id, center_id, owned, customer_ids, entity_ids)
     select "userId", "centerId", owned, "customerIds", "entityIds"
     from jsonb_to_recordset($1) as row ("userId" uuid, "centerId" uuid, owned boolean, "customerIds" uuid[],
       "entityIds" uuid[])`,
    [JSON.stringify(bindings)],
  );
  await database.query(
    `update directory d set centers = bound.centers
     from (select user_id, array_agg(center_id) as centers from bindings group by user_id) bound
     where bound.user_id = d.user_id`,
  );
}
