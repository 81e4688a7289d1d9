import type { OrganizationStatus } from '@tenantry/contracts';
import { prepared, Problem } from '@tenantry/service-defaults';
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
  /** How long links and one-off passwords can be used. */
  welcomeValidHours: number | null;
  resetValidHours: number | null;
  oneOffValidHours: number | null;
  /** The way to the first password that is proposed for new users; the set of ways may have grown. */
  firstPassword: string | null;
  /** Where reports about users go. */
  supportEmail: string | null;
};

/** The nearest organization on the path that has the policy gives it. */
const inherited = (column: string, name: string) => `
  (select ${column} from organization where id = any(own.path) and ${column} is not null
   order by cardinality(path) desc limit 1) as "${name}"`;
const policies = [
  inherited('invitation_valid_days', 'invitationValidDays'),
  inherited('idle_seconds', 'idleSeconds'),
  inherited('tell_mirrored', 'tellMirrored'),
  inherited('welcome_valid_hours', 'welcomeValidHours'),
  inherited('reset_valid_hours', 'resetValidHours'),
  inherited('one_off_valid_hours', 'oneOffValidHours'),
  inherited('first_password', 'firstPassword'),
  inherited('support_email', 'supportEmail'),
];

const standingOf = prepared(
  `select own.name, own.path, coalesce(halted.status, 'active') as status, halted.status_since as since,
     ${policies.join(', ')}
   from organization own
     left join lateral (
       select status, status_since from organization
       where id = any(own.path) and status <> 'active'
       order by cardinality(path) desc limit 1
     ) halted on true
   where own.id = $1`,
);

/** `null` while tenancy's word of the organization has not arrived. */
export async function findStanding(manager: EntityManager, organizationId: string): Promise<Standing | null> {
  const [standing] = await manager.query<Standing[]>(standingOf, [organizationId]);
  return standing ?? null;
}

/**
 * Where newcomers are taken into: nobody could sign in to an organization that is suspended (A14).
 * @throws {Problem} 409 `organization.being_prepared`, `organization.suspended`
 */
export async function requireOpenStanding(manager: EntityManager, organizationId: string): Promise<Standing> {
  const standing = await findStanding(manager, organizationId);
  if (!standing) throw new Problem('organization.being_prepared', { retryAfterSeconds: 2 });
  if (standing.status !== 'active')
    throw new Problem('organization.suspended', { extensions: { organizationStatus: standing.status } });
  return standing;
}
