import type { PreviewImportRequest } from '@tenantry/contracts';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import type { ReadLine } from './read-lines';

export type PlacedLine = ReadLine & {
  organizationId: string;
  /** `null` where it is the one of the request, or none is known. */
  organizationName: string | null;
};
type Row = {
  id: string;
  key: string;
  name: string;
  /** Whether it can be named by its name. */
  below: boolean;
};

/**
 * Finds the organization of each line: by its id, or by its name where exactly one at or below that of the request has it that
 * is not closed.
 * Whether somebody may be created there is asked afterwards.
 */
export async function placeLines(
  manager: EntityManager,
  { organizationId }: Pick<PreviewImportRequest, 'organizationId'>,
  lines: readonly ReadLine[],
): Promise<PlacedLine[]> {
  const typed = new Set(
    lines.flatMap(({ organization }) => (organization === null ? [] : keyOf(organization))),
  );
  const rows = await manager.query<Row[]>(
    `select id, lower(normalize(name, nfkc)) as key, name,
       path @> array[$3::uuid] and status <> 'closed' as below
     from organization
     where id = any($1)
       or (lower(normalize(name, nfkc)) = any($2) and path @> array[$3::uuid] and status <> 'closed')`,
    [[...typed].filter(isId), [...typed], organizationId],
  );
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    // A name may look like an id; whoever writes an id means the id.
    const keys = [row.id, ...(row.below && !isId(row.key) ? [row.key] : [])];
    for (const key of keys) found.set(key, [...(found.get(key) ?? []), row]);
  }
  return lines.map((line) => {
    if (line.organization === null) return { ...line, organizationId, organizationName: null };
    const [only, another] = found.get(keyOf(line.organization)) ?? [];
    if (only && !another) return { ...line, organizationId: only.id, organizationName: only.name };
    const problem = only ? ('import.organization_ambiguous' as const) : ('organization.not_found' as const);
    return { ...line, organizationId, organizationName: null, problems: [...line.problems, problem] };
  });
}

/** Written alike on every keyboard: full-width letters and ligatures as plain ones. */
const keyOf = (text: string): string => text.normalize('NFKC').toLowerCase();

const isId = (text: string): boolean => z.uuid().safeParse(text).success;
