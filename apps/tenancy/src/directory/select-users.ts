import { randomUUID } from 'node:crypto';
import { type selectionSchema, type selectUsersRequestSchema, takeSelection } from '@tenantry/contracts';
import { sendCommand } from '@tenantry/messaging';
import { type Once, type Presence, Problem, type Session, writtenBy } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { signedInActor } from '../access/signed-in-actor';
import { termsOf } from '../search/matching';
import type { Transact } from '../transact';
import type { Wall } from '../visibility/wall';
import { orderOf } from './directory-rows';
import { refuseForeign } from './filters';
import { readPage } from './read-page';

type Selection = z.infer<typeof selectionSchema>;
type Deps = { database: DataSource; wall: Wall; presence: Presence; transact: Transact; clock: () => Date };

const mostSelected = 100_000;
/** Rows that are read at once, ids that one command carries, and how long (milliseconds) it is worth delivering. */
const atOnce = 1000;
const partSize = 500;
const deliverWithin = 60 * 60_000;

/**
 * Freezes whom the actor sees at this moment and the filter matches (L14) and sends them to identity, in parts, for jobs that
 * name the selection. Of nobody there is none.
 * Problems: 404 `organization.not_found`, `service_center.not_found`, 422 `selection.too_large`.
 */
export const selectUsers =
  ({ database, wall, presence, transact, clock }: Deps) =>
  async (
    session: Session,
    query: z.infer<typeof selectUsersRequestSchema>,
    once?: Once,
  ): Promise<Selection> => {
    const { actor, acting } = await signedInActor(database, session);
    const filter = { ...query, onlineIds: query.online && (await presence.everybodyOnline()) };
    const [order, terms] = [orderOf('name'), termsOf(query.q)];
    const userIds = await wall(actor, async (seen) => {
      await refuseForeign(seen, actor, filter);
      const found: string[] = [];
      let after: Parameters<typeof readPage>[1]['after'];
      for (;;) {
        const page = { actor, filter, terms, order, after, limit: atOnce, enough: atOnce };
        const { rows, total } = await readPage(seen, page);
        found.push(...rows.map(({ userId }) => userId));
        if (found.length > mostSelected)
          throw new Problem('selection.too_large', { extensions: { limit: mostSelected } });
        const last = rows.at(-1);
        if (!last || rows.length < atOnce) return found;
        after = { key: order.keyOf(last), id: last.userId, total };
      }
    });
    if (userIds.length === 0) return { selectionId: null, count: 0 };

    return transact(async (tx) => {
      const selectionId = randomUUID();
      const { actor: sender } = writtenBy(acting);
      const expiresAt = new Date(clock().getTime() + deliverWithin);
      const parts = Math.ceil(userIds.length / partSize);
      for (let part = 1; part <= parts; part += 1) {
        const ids = userIds.slice((part - 1) * partSize, part * partSize);
        const data = { selectionId, part, parts, ...acting, userIds: ids };
        await sendCommand(tx, takeSelection, data, { actor: sender, expiresAt });
      }
      return { selectionId, count: userIds.length };
    }, once);
  };
