import { type Acting, userBlocked, userDeactivated, userRemoved } from '@tenantry/contracts';
import type { UserState, UserStatus } from '@tenantry/domain';
import { type DecisionClient, namedParties, peopleIn } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import { subjectOf } from './event-of';
import type { UserProfile } from './get-user';
import { visibleNames } from './visible-names';

type Deps = { database: DataSource; decisions: DecisionClient };

/** What led to the statuses of which one asks who did it. */
const ledTo: Partial<Record<UserStatus, string>> = {
  blocked: userBlocked.type,
  inactive: userDeactivated.type,
  removed: userRemoved.type,
};

/** Who took the user out of service, and when; `null` of whom nobody did. People whom the viewer does not see have no name. */
export async function findStatusChange(
  { database, decisions }: Deps,
  { id, status }: UserState,
  acting: Acting,
): Promise<UserProfile['statusChange']> {
  const type = ledTo[status];
  if (!type) return null;
  const [change] = await database.query<{ actor: string; onBehalfOf: string | null; occurredAt: Date }[]>(
    `select actor, on_behalf_of as "onBehalfOf", occurred_at as "occurredAt" from event_log
     where subject = $1 and type = $2 order by version desc limit 1`,
    [subjectOf(id), type],
  );
  if (!change) return null;
  const names = await visibleNames({ database, decisions }, acting, peopleIn([change]), id);
  return { at: change.occurredAt.toISOString(), ...namedParties(change, names) };
}
