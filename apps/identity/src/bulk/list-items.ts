import type { Acting, BulkAct, bulkItemPageSchema, bulkItemQuerySchema } from '@tenantry/contracts';
import { normaliseEmail } from '@tenantry/domain';
import type { DecisionClient } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { createdUsers } from '../imports/created-users';
import { keptLineOf, nameOf } from '../imports/kept-line';
import { addressOf, outcomeOfItem } from '../invitations/kept-addresses';
import { lookAtHolders } from '../invitations/look-at-holders';
import { visibleNames } from '../users/visible-names';
import { findAct, type OwnJob } from './find-jobs';

export type BulkItemPage = z.infer<typeof bulkItemPageSchema>;
type Deps = { database: DataSource; decisions: DecisionClient };
type Item = BulkItemPage['items'][number];
type ItemRow = Omit<Item, 'finishedAt' | 'name' | 'line' | 'address' | 'outcome'> & {
  finishedAt: Date | null;
  key: string;
  input: unknown;
};

/**
 * What a job has come to for each, in their order; whom one does not see any more has no name.
 * Problems: 404 `job.not_found`, 503 `decision.unavailable`.
 */
export const listItems =
  ({ database, decisions }: Deps) =>
  async ({
    state,
    cursor,
    limit,
    ...own
  }: OwnJob & z.infer<typeof bulkItemQuerySchema>): Promise<BulkItemPage> => {
    const act = await findAct(database.manager, own);
    const rows = await database.query<ItemRow[]>(
      `select position, key, user_id as "userId", state, problem, input, finished_at as "finishedAt" from bulk_item
       where job_id = $1 and position > $2 and ($3::text is null or state = $3) order by position limit $4`,
      [own.jobId, Number(cursor ?? 0), state ?? null, limit + 1],
    );
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      items: await rowsOf(act)({ database, decisions }, own.acting, page),
      nextCursor: last ? String(last.position) : null,
    };
  };

const rowsOf = (act: BulkAct) =>
  act === 'import_users' ? ofLines : act === 'invite_users' ? ofAddresses : ofUsers;

/** As the file has it, until it is done: then there is the user. */
async function ofLines(deps: Deps, acting: Acting, page: readonly ItemRow[]): Promise<Item[]> {
  const userIds = page.flatMap(({ state, userId }) => (state === 'done' && userId !== null ? userId : []));
  const created = await createdUsers(deps, acting, userIds);
  return page.map((row) => {
    const item = { ...told(row), line: Number(row.key) };
    if (row.state === 'done')
      return { ...item, userId: row.userId, name: null, ...created.get(row.userId ?? '') };
    const line = keptLineOf(row);
    return { ...item, userId: null, name: nameOf(line), address: line.address };
  });
}

/** As an answer of the outcomes of so many would have them; who holds an address by now, if one sees them. */
async function ofAddresses(deps: Deps, acting: Acting, page: readonly ItemRow[]): Promise<Item[]> {
  const emailOf = (row: ItemRow) => normaliseEmail(addressOf(row));
  const held = page.filter(({ state }) => state === 'skipped').map(emailOf);
  const { outcomes } = await lookAtHolders(deps)(acting, held);
  return page.map((row) => {
    const outcome = outcomeOfItem(row);
    return {
      ...told(row),
      address: addressOf(row),
      userId: outcomes.get(emailOf(row))?.userId ?? null,
      name: null,
      ...(outcome && { outcome }),
    };
  });
}

async function ofUsers(deps: Deps, acting: Acting, page: readonly ItemRow[]): Promise<Item[]> {
  const userIds = page.flatMap(({ userId }) => userId ?? []);
  const names = await visibleNames(deps, acting, userIds);
  return page.map((row) => ({
    ...told(row),
    userId: row.userId,
    name: names.get(row.userId ?? '') ?? null,
  }));
}

const told = ({ position, state, problem, finishedAt }: ItemRow) => ({
  position,
  state,
  problem,
  finishedAt: finishedAt?.toISOString() ?? null,
});
