import type { EntityManager } from 'typeorm';

/** The organization's name; `null` while tenancy's word of it has not arrived. */
export async function organizationName(
  manager: EntityManager,
  organizationId: string,
): Promise<string | null> {
  const [row] = await manager.query<{ name: string }[]>('select name from organization where id = $1', [
    organizationId,
  ]);
  return row?.name ?? null;
}
