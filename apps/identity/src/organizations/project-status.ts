import type {
  organizationClosed,
  organizationReopened,
  OrganizationStatus,
  organizationSuspended,
} from '@tenantry/contracts';
import type { Handler } from '@tenantry/messaging';
import type { SessionStore } from '@tenantry/service-defaults';
import { endSessionsWithoutPath } from '../sessions/end-sessions-without-path';

type StatusEvent = typeof organizationSuspended | typeof organizationClosed | typeof organizationReopened;

/** A minute of tries. From then on the session guard has the word, which tells Redis what it missed when it is back. */
const triesForRedis = 6;

/**
 * Keeps the organization's own status, and has every service refuse the sessions of its subtree from before the commit on
 * (A14). The sessions stay: after the reopening those that are still alive hold again, and everybody else signs in.
 */
export const projectStatus =
  (sessions: SessionStore, status: OrganizationStatus): Handler<StatusEvent> =>
  async ({ data: { organizationId }, sequence, time }, { tx, attempt }) => {
    const version = Number(sequence);
    await tx.query(
      `update organization set status = $2, status_since = $3, status_version = $4, version = $4
       where id = $1 and version < $4`,
      [organizationId, status, time, version],
    );
    if (status !== 'active') {
      const below = await tx.query<{ id: string }[]>(
        'select id from organization where path @> array[$1::uuid] and id <> $1',
        [organizationId],
      );
      await endSessionsWithoutPath(
        tx,
        sessions,
        below.map(({ id }) => id),
      );
    }
    await sessions.tellOrganizations([{ organizationId, version, status }]).catch((error: unknown) => {
      if (attempt < triesForRedis) throw error;
    });
  };
