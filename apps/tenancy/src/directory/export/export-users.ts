import { directoryExported, type directoryExportQuerySchema } from '@tenantry/contracts';
import type { Actor } from '@tenantry/domain';
import { appendEvents, draft } from '@tenantry/messaging';
import { type Presence, type Session, writtenBy } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { requirePermission } from '../../access/acting';
import { signedInActor } from '../../access/signed-in-actor';
import { findVisibleOrganization } from '../../organizations/find-organization';
import { termsOf } from '../../search/matching';
import type { Transact } from '../../transact';
import type { Wall } from '../../visibility/wall';
import { type DirectoryRow, orderOf } from '../directory-rows';
import { refuseForeign } from '../filters';
import { readPage } from '../read-page';

type ExportQuery = z.infer<typeof directoryExportQuerySchema>;
type Filter = Omit<ExportQuery, 'sort' | 'format' | 'delimiter' | 'language'>;
type Deps = { database: DataSource; wall: Wall; presence: Presence; transact: Transact; clock: () => Date };

/** Rows that are read at once. */
const atOnce = 1000;

/**
 * All whom the actor sees and the filter matches (L12), read page by page as they are taken: each page as the actor may see it
 * by then. When the last one has been taken, and also when no more are wanted, `tenancy.directory.exported.v1` is published.
 * @returns the rows, and the organization whose users they are
 * @throws {Problem} `permission.missing`, `mirroring.not_allowed`, `organization.not_found`, `service_center.not_found`
 */
export const exportUsers =
  ({ database, wall, presence, transact, clock }: Deps) =>
  async (session: Session, { sort, format, ...query }: Filter & Pick<ExportQuery, 'sort' | 'format'>) => {
    const whoAsks = async () => {
      const { actor, acting } = await signedInActor(database, session);
      requirePermission(actor, 'user.export');
      return { actor, acting };
    };
    const { actor, acting } = await whoAsks();
    const organization = await findVisibleOrganization(
      database.manager,
      actor,
      query.organizationId ?? actor.organizationId,
    );
    const filter = { ...query, onlineIds: query.online && (await presence.everybodyOnline()) };
    await wall(actor, (seen) => refuseForeign(seen, actor, filter));
    const order = orderOf(sort);
    const terms = termsOf(query.q);
    type After = Parameters<typeof readPage>[1]['after'];
    const read = (by: Actor, after: After) =>
      wall(by, (seen) =>
        readPage(seen, { actor: by, filter, terms, order, after, limit: atOnce, enough: atOnce }),
      );

    /** Behind what is published no row is taken: a whole file has its event. */
    const record = (rows: number, complete: boolean) =>
      transact(async (tx) => {
        const { q, ...asked } = query;
        const [{ version } = { version: 1 }] = await tx.query<{ version: number }[]>(
          `with next as (
             insert into directory_exports as e (organization_id, version) values ($1, 1)
             on conflict (organization_id) do update set version = e.version + 1 returning version
           ) select version from next`,
          [organization.id],
        );
        await appendEvents(tx, [
          draft({
            event: directoryExported,
            subject: `directory/${organization.id}`,
            version,
            facts: { organizationId: organization.id, format, rows, complete, filter: asked },
            personal: { q: q ?? null },
            ...writtenBy(acting),
            occurredAt: clock(),
          }),
        ]);
      });

    // Before the answer begins: what fails here can still be told.
    const first = await read(actor, undefined);
    async function* rows(): AsyncGenerator<DirectoryRow> {
      let taken = 0;
      let recorded = false;
      try {
        for (let page = first.rows; ;) {
          for (const row of page) {
            yield row;
            taken += 1;
          }
          const last = page.at(-1);
          if (!last || page.length < atOnce) break;
          const { actor: now } = await whoAsks();
          page = (await read(now, { key: order.keyOf(last), id: last.userId, total: first.total })).rows;
        }
        recorded = true;
        await record(taken, true);
      } finally {
        if (!recorded) await record(taken, false);
      }
    }
    return { organization: { id: organization.id, name: organization.name }, rows: rows() };
  };
