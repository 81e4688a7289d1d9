import type { AuditFilter } from '../api/audit';
import type { AuditSearch } from './search';

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const named = /^[a-z-]+\/[\w-]+$/;

/** Somebody or something by `kind/id`; an id alone is a user's. `null` for what is neither. */
export function nameOf(typed: string): string | null {
  const text = typed.trim();
  if (uuid.test(text)) return `user/${text.toLowerCase()}`;
  return named.test(text) ? text : null;
}

/** Who did it: a user or a service. */
export function actorOf(typed: string): string | null {
  const name = nameOf(typed);
  return name && /^(user|service)\//.test(name) ? name : null;
}

/** An organization by its id, or by `organization/<id>`. */
export function organizationOf(typed: string): string | null {
  const id = typed.trim().replace(/^organization\//, '');
  return uuid.test(id) ? id.toLowerCase() : null;
}

/** Midnight of a day where the person is. */
const startOf = (day: string): string => new Date(`${day}T00:00:00`).toISOString();

/** What the services are asked for. Days are the person's own, and `before` is the first that is left out. */
export function filterOf({ actor, subject, type, organizationId, since, before }: AuditSearch): AuditFilter {
  return {
    actor,
    subject,
    type,
    organizationId,
    from: since && startOf(since),
    to: before && startOf(before),
  };
}
