import type {
  organizationChanged,
  organizationCreated,
  organizationKeyUsersChanged,
  organizationPoliciesChanged,
} from '@tenantry/contracts';
import type { Handler } from '@tenantry/messaging';
import type { SessionStore } from '@tenantry/service-defaults';
import { endSessionsWithoutPath } from '../sessions/end-sessions-without-path';
import { findStanding } from './standing';

/** Keeps what identity knows of an organization: its name in mails and on the pages that a link opens, and its place. */
export const projectOrganization =
  (sessions: SessionStore): Handler<typeof organizationCreated> =>
  async ({ data, sequence }, { tx }) => {
    // Whoever suspends one of these waits, and then finds this one below it.
    await tx.query('select from organization where id = any($1) for share', [data.path]);
    await tx.query(
      `insert into organization (id, parent_id, kind, name, path, version) values ($1, $2, $3, $4, $5, $6)
       on conflict (id) do update set parent_id = $2, kind = $3, name = $4, path = $5, version = $6
       where organization.version < $6`,
      [data.organizationId, data.parentId, data.kind, data.name, data.path, Number(sequence)],
    );
    const standing = await findStanding(tx, data.organizationId);
    if (standing?.status !== 'active') await endSessionsWithoutPath(tx, sessions, [data.organizationId]);
  };

/** Keeps the name. */
export const projectName: Handler<typeof organizationChanged> = async ({ data, sequence }, { tx }) => {
  await tx.query('update organization set name = $2, version = $3 where id = $1 and version < $3', [
    data.organizationId,
    data.name,
    Number(sequence),
  ]);
};

/** Keeps the organization's own policies; what it inherits is found when it is asked for. */
export const projectPolicies: Handler<typeof organizationPoliciesChanged> = async (
  { data, sequence, time },
  { tx },
) => {
  const { policies } = data;
  await tx.query(
    `update organization set invitation_valid_days = $2, idle_seconds = $3, tell_mirrored = $4, welcome_valid_hours = $5,
       reset_valid_hours = $6, one_off_valid_hours = $7, first_password = $9, support_email = $10, version = $8,
       inactivity_changed_at = case when inactivity_days is distinct from $11 then $12 else inactivity_changed_at end,
       inactivity_days = $11
     where id = $1 and version < $8`,
    [
      data.organizationId,
      policies.invitationValidDays,
      policies.idleSeconds,
      policies.tellMirrored ?? null,
      policies.welcomeValidHours ?? null,
      policies.resetValidHours ?? null,
      policies.oneOffValidHours ?? null,
      Number(sequence),
      policies.firstPassword ?? null,
      policies.supportEmail,
      policies.inactivityDays ?? null,
      time,
    ],
  );
};

/** Keeps whom the organization names for requests of accounts (C13). */
export const projectKeyUsers: Handler<typeof organizationKeyUsersChanged> = async (
  { data, sequence },
  { tx },
) => {
  await tx.query('update organization set key_user_ids = $2, version = $3 where id = $1 and version < $3', [
    data.organizationId,
    data.userIds,
    Number(sequence),
  ]);
};
