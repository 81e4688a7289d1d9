import { allowed, type Decision, refused } from '../access/decision';
import { type Actor, type Permission, refusedWithout } from '../access/permission';
import { inSubtree } from '../access/visibility';

export type OrganizationKind = 'operator' | 'reseller' | 'company' | 'customer';
export type OrganizationStatus = 'active' | 'suspended' | 'closed';

/** An organization as the rules see it. */
export type Organization = {
  /** The ids from the root to the organization itself. */
  readonly path: readonly string[];
  readonly kind: OrganizationKind;
  readonly status: OrganizationStatus;
  /** The organization whose administrator suspended or closed it; null where it is active. */
  readonly statusBy: string | null;
  /** The strictest on its path, see `effectiveStatus`. */
  readonly effectiveStatus: OrganizationStatus;
};

export type OrganizationAct =
  | 'organization.edit'
  | 'organization.create_below'
  | 'organization.suspend'
  | 'organization.close'
  | 'organization.reopen'
  | 'line.register'
  | 'line.assign';

/** A path has so many organizations at most, the root and the organization itself included (A1). */
export const deepestPath = 8;

/** What may be made directly below an organization of this kind (A1). */
export const kindsBelow: Record<OrganizationKind, readonly OrganizationKind[]> = {
  operator: ['reseller', 'company', 'customer'],
  reseller: ['company', 'customer'],
  company: ['customer'],
  customer: ['customer'],
};

/** Whose own assets lines can be (A1); everybody else is assigned them. */
const kindsWithLines: readonly OrganizationKind[] = ['operator', 'reseller'];

const strictness: readonly OrganizationStatus[] = ['active', 'suspended', 'closed'];

/**
 * The strictest status on a path (A14): nobody signs in below a suspended or closed organization.
 * @param chain the organizations from the root down
 * @returns the status and the nearest organization that it comes from; `from` is undefined where all are active
 */
export function effectiveStatus<T extends { readonly status: OrganizationStatus }>(
  chain: readonly T[],
): { readonly status: OrganizationStatus; readonly from: T | undefined } {
  const strictest = Math.max(...chain.map(({ status }) => strictness.indexOf(status)), 0);
  const status = strictness[strictest] ?? 'active';
  return { status, from: strictest === 0 ? undefined : chain.findLast((each) => each.status === status) };
}

/** What lets somebody see the organizations below their own, with their lines and history. */
const administration: readonly Permission[] = [
  'user.view',
  'organization.manage',
  'line.assign',
  'installation.operate',
];
export const administers = (actor: Pick<Actor, 'permissions'>): boolean =>
  actor.permissions.some((permission) => administration.includes(permission));

/** Whether the actor sees the organization: their own, and those below it where they administer anything. */
export function seesOrganization(actor: Actor, path: readonly string[]): boolean {
  if (!actor.active || !inSubtree(actor, path)) return false;
  return path.at(-1) === actor.organizationId || administers(actor);
}

const needed: Record<OrganizationAct, Permission> = {
  'organization.edit': 'organization.manage',
  'organization.create_below': 'organization.manage',
  'organization.suspend': 'organization.manage',
  'organization.close': 'organization.manage',
  'organization.reopen': 'organization.manage',
  'line.register': 'line.assign',
  'line.assign': 'line.assign',
};

/**
 * Whether the actor may do this to the organization (A1, A14): sight first, then the permission, then the state.
 * Nobody suspends, closes or reopens their own; so the root, which has nobody above it, is never out of service. And what
 * was suspended or closed from above, nobody closes or reopens from further below.
 * `line.assign` is about the organization that the lines are for.
 */
export function decideOnOrganization(
  actor: Actor,
  act: OrganizationAct,
  organization: Organization,
): Decision {
  if (!seesOrganization(actor, organization.path)) return refused('outside_subtree', false);
  if (!actor.permissions.includes(needed[act])) return refusedWithout(actor, needed[act]);
  const own = organization.path.at(-1) === actor.organizationId;
  const above = setAbove(actor, organization);
  const { status } = organization;
  switch (act) {
    case 'organization.edit':
      return allowed;
    case 'organization.create_below':
      if (organization.path.length >= deepestPath) return refused('too_deep', true);
      return organization.effectiveStatus === 'active' ? allowed : refused('wrong_status', true);
    case 'organization.suspend':
      if (own) return refused('own_organization', true);
      return status === 'active' ? allowed : refused('wrong_status', true);
    case 'organization.close':
      if (own) return refused('own_organization', true);
      if (status === 'closed') return refused('wrong_status', true);
      return above ? refused('decided_above', true) : allowed;
    case 'organization.reopen':
      if (own) return refused('own_organization', true);
      if (status === 'active') return refused('wrong_status', true);
      return above ? refused('decided_above', true) : allowed;
    case 'line.register':
      if (!kindsWithLines.includes(organization.kind)) return refused('kind_not_allowed', true);
      return organization.effectiveStatus === 'closed' ? refused('wrong_status', true) : allowed;
    case 'line.assign':
      return organization.effectiveStatus === 'closed' ? refused('wrong_status', true) : allowed;
    default:
      return act satisfies never;
  }
}

/** Whether an administrator of an organization above the actor's own has set the status. */
function setAbove({ organizationId }: Actor, { path, statusBy }: Organization): boolean {
  const at = statusBy === null ? -1 : path.indexOf(statusBy);
  return at !== -1 && at < path.indexOf(organizationId);
}

export type LineMove = 'assigned' | 'taken_back' | 'unchanged' | 'not_found' | 'not_directly_below';

/**
 * What becomes of a line that is to be held by the organization with the path `target`: who holds it assigns it to an
 * organization directly below, and whoever had assigned it on takes it back (A1).
 * @param line `ownerId`: whose asset it is; `holderPath`: the path of the organization that holds it
 */
export function moveLine(
  actor: Pick<Actor, 'organizationId'>,
  line: { readonly ownerId: string; readonly holderPath: readonly string[] },
  target: readonly string[],
): LineMove {
  const { ownerId, holderPath } = line;
  if (!inSubtree(actor, holderPath)) return 'not_found';
  const to = target.at(-1) ?? '';
  if (holderPath.at(-1) === to) return 'unchanged';
  if (target.at(-2) === holderPath.at(-1)) return 'assigned';
  const had = holderPath.slice(holderPath.indexOf(ownerId));
  return had.includes(to) && inSubtree(actor, target) ? 'taken_back' : 'not_directly_below';
}
