import type { OrganizationStatus } from '@tenantry/contracts';
import type { EntityManager } from 'typeorm';

/** Where an organization stands, with what it inherits: of each, what the nearest organization on its path says. */
export type Standing = {
  name: string;
  /** Ids from the root to the organization itself. */
  path: string[];
  /** `active` where every organization on the path is (A14). */
  status: OrganizationStatus;
  /** Since when it is not active. */
  since: Date | null;
  /** Policies; `null` where none on the path has one, and the installation's configuration holds. */
  invitationValidDays: number | null;
  idleSeconds: number | null;
  /** Whether users are told by mail that somebody acts as them. */
  tellMirrored: boolean | null;
};

/** `null` while tenancy's word of the organization has not arrived. */
export async function findStanding(manager: EntityManager, organizationId: string): Promise<Standing | null> {
  const [standing] = await manager.query<Standing[]>(
    `select own.name, own.path, coalesce(halted.status, 'active') as status, halted.status_since as since,
       (select invitation_valid_days from organization
        where id = any(own.path) and invitation_valid_days is not null
        order by cardinality(path) desc limit 1) as "invitationValidDays",
       (select idle_seconds from organization
        where id = any(own.path) and idle_seconds is not null
        order by cardinality(path) desc limit 1) as "idleSeconds",
       (select tell_mirrored from organization
        where id = any(own.path) and tell_mirrored is not null
        order by cardinality(path) desc limit 1) as "tellMirrored"
     from organization own
       left join lateral (
         select status, status_since from organization
         where id = any(own.path) and status <> 'active'
         order by cardinality(path) desc limit 1
       ) halted on true
     where own.id = $1`,
    [organizationId],
  );
  return standing ?? null;
}
