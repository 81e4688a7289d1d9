import { type Acting, lineAssigned, type LineOutcome } from '@tenantry/contracts';
import { decideOnOrganization, moveLine } from '@tenantry/domain';
import { appendEvents, draft } from '@tenantry/messaging';
import { requireAllowed, writtenBy } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import { toOrganization } from '../organizations/find-organization';
import { lockVisibleOrganization } from '../organizations/lock-visible';
import type { Transact } from '../transact';

export type AssignLines = { lineIds: readonly string[]; organizationId: string };
export type AssignedLine = { lineId: string; outcome: LineOutcome; version: number | null };

/**
 * Lets an organization hold lines: one directly below each line's holder, or one that had assigned it on and takes it
 * back (A1). Each line stands for itself; results are in the order of the ids.
 * Problems: 404 `organization.not_found`, 403 `permission.missing`, 409 `organization.wrong_status`.
 */
export const assignLines =
  ({ transact, clock }: { transact: Transact; clock: () => Date }) =>
  (acting: Acting, { lineIds, organizationId }: AssignLines): Promise<AssignedLine[]> =>
    transact(async (tx) => {
      const { actor, organization: target } = await lockVisibleOrganization(
        tx,
        acting,
        organizationId,
        'share',
      );
      requireAllowed(
        decideOnOrganization(actor, 'line.assign', toOrganization(target)),
        'organization.not_found',
      );
      const ids = lineIds.map((id) => id.toLowerCase());
      const lines = await lockLines(tx, ids);
      const moves = new Map([...lines].map(([id, line]) => [id, moveLine(actor, line, target.path)]));
      await write(tx, { lines, moves, target, acting, at: clock() });
      return ids.map((lineId) => {
        const outcome = moves.get(lineId) ?? 'not_found';
        const version = (lines.get(lineId)?.version ?? 0) + (moved(outcome) ? 1 : 0);
        return { lineId, outcome, version: outcome === 'not_found' ? null : version };
      });
    });

type LockedLine = { id: string; version: number; ownerId: string; holderPath: string[] };
const moved = (outcome: LineOutcome) => outcome === 'assigned' || outcome === 'taken_back';

/**
 * In the order of their ids, so that two who assign the same lines wait for each other and never for ever. Locked first
 * and read then: who has waited sees what the other has done.
 */
async function lockLines(tx: EntityManager, ids: readonly string[]): Promise<Map<string, LockedLine>> {
  await tx.query(`select from lines where id = any($1::uuid[]) order by id for update`, [ids]);
  const rows = await tx.query<LockedLine[]>(
    `select l.id, l.version, l.owner_id as "ownerId", o.path as "holderPath"
     from lines l join organizations o on o.id = l.organization_id where l.id = any($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map((line) => [line.id, line]));
}

type Write = {
  lines: ReadonlyMap<string, LockedLine>;
  moves: ReadonlyMap<string, LineOutcome>;
  target: { id: string; path: readonly string[] };
  acting: Acting;
  at: Date;
};

async function write(tx: EntityManager, { lines, moves, target, acting, at }: Write): Promise<void> {
  const idsOf = (outcome: LineOutcome) => [...lines.keys()].filter((id) => moves.get(id) === outcome);
  const [assigned, takenBack] = [idsOf('assigned'), idsOf('taken_back')];
  if (assigned.length + takenBack.length === 0) return;

  await tx.query(
    `update line_holdings set assigned_to = $2 where line_id = any($1::uuid[]) and assigned_to is null`,
    [assigned, target.id],
  );
  await tx.query(
    `insert into line_holdings (organization_id, line_id, sort_name)
     select $2, id, sort_name from lines where id = any($1::uuid[])`,
    [assigned, target.id],
  );
  // Those who had it from the organization that takes it back: all that are not on its path.
  await tx.query(
    `delete from line_holdings where line_id = any($1::uuid[]) and organization_id <> all($2::uuid[])`,
    [takenBack, target.path],
  );
  await tx.query(
    `update line_holdings set assigned_to = null where line_id = any($1::uuid[]) and organization_id = $2`,
    [takenBack, target.id],
  );
  await tx.query(`update lines set organization_id = $2, version = version + 1 where id = any($1::uuid[])`, [
    [...assigned, ...takenBack],
    target.id,
  ]);
  await appendEvents(
    tx,
    [...lines.values()].flatMap(({ id, version, holderPath }) => {
      const outcome = moves.get(id);
      if (outcome !== 'assigned' && outcome !== 'taken_back') return [];
      const fromOrganizationId = holderPath.at(-1) ?? target.id;
      return draft({
        event: lineAssigned,
        subject: `line/${id}`,
        version: version + 1,
        facts: { lineId: id, organizationId: target.id, fromOrganizationId, outcome },
        ...writtenBy(acting),
        occurredAt: at,
      });
    }),
  );
}
