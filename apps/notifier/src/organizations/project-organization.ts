import type { organizationCreated, organizationKeyUsersChanged } from '@tenantry/contracts';
import type { Handler } from '@tenantry/messaging';

/** Keeps where an organization stands: those above it name whom to ask where it names nobody itself (C13). */
export const projectOrganization: Handler<typeof organizationCreated> = async ({ data }, { tx }) => {
  await tx.query(
    `insert into organizations (id, path) values ($1, $2) on conflict (id) do update set path = excluded.path`,
    [data.organizationId, data.path],
  );
};

/** Keeps whom the organization names. */
export const projectKeyUsers: Handler<typeof organizationKeyUsersChanged> = async ({ data }, { tx }) => {
  await tx.query('update organizations set key_user_ids = $2 where id = $1', [
    data.organizationId,
    data.userIds,
  ]);
};
