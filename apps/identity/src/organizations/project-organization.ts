import type { organizationCreated } from '@tenantry/contracts';
import type { Handler } from '@tenantry/messaging';

/** Keeps what identity knows of an organization: its name in mails and on the pages that a link opens. */
export const projectOrganization: Handler<typeof organizationCreated> = async (
  { data, sequence },
  { tx },
) => {
  await tx.query(
    `insert into organization (id, parent_id, kind, name, path, version) values ($1, $2, $3, $4, $5, $6)
     on conflict (id) do update set parent_id = $2, kind = $3, name = $4, path = $5, version = $6
     where organization.version < $6`,
    [data.organizationId, data.parentId, data.kind, data.name, data.path, Number(sequence)],
  );
};
