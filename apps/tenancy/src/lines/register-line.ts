import { type Acting, type Line, type LineKind, lineRegistered } from '@tenantry/contracts';
import { decideOnOrganization } from '@tenantry/domain';
import { appendEvents, draft } from '@tenantry/messaging';
import { type Once, Problem, requireAllowed, writtenBy } from '@tenantry/service-defaults';
import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { referenceTo, toOrganization } from '../organizations/find-organization';
import { lockVisibleOrganization } from '../organizations/lock-visible';
import { fold, searchText } from '../search/fold';
import type { Transact } from '../transact';

export type NewLine = { kind: LineKind; identifier: string; label: string | null };
export type RegisteredLine = { subject: string; version: number; line: Line };

/**
 * Registers a line as the asset of an operator or a reseller, who holds it from then on (A1).
 * Problems: 404 `organization.not_found`, 403 `permission.missing`, 422 `organization.kind_not_allowed`,
 * 409 `organization.wrong_status`, `line.identifier_taken`.
 */
export const registerLine =
  ({ transact, clock }: { transact: Transact; clock: () => Date }) =>
  (acting: Acting, organizationId: string | undefined, line: NewLine, once?: Once): Promise<RegisteredLine> =>
    transact(async (tx) => {
      const { actor, organization: owner } = await lockVisibleOrganization(
        tx,
        acting,
        organizationId,
        'share',
      );
      requireAllowed(
        decideOnOrganization(actor, 'line.register', toOrganization(owner)),
        'organization.not_found',
      );
      const lineId = await storeLine(tx, owner.id, line, acting, clock());
      return {
        subject: `line/${lineId}`,
        version: 1,
        line: { lineId, ...line, version: 1, holder: referenceTo(owner), assignedTo: null },
      };
    }, once);

/** Writes the line and its event. @throws {Problem} `line.identifier_taken` */
async function storeLine(
  tx: EntityManager,
  ownerId: string,
  { kind, identifier, label }: NewLine,
  acting: Acting,
  at: Date,
): Promise<string> {
  const lineId = randomUUID();
  const key = identifierKey(kind, identifier);
  const stored = await tx.query<unknown[]>(
    `with stored as (
       insert into lines (id, kind, identifier, label, owner_id, organization_id, version, created_at, search, sort_name)
       values ($1, $2, $3, $4, $5, $5, 1, $6, $7, $8) on conflict (kind, sort_name) do nothing returning id, sort_name
     )
     insert into line_holdings (organization_id, line_id, sort_name) select $5, id, sort_name from stored returning 1`,
    [lineId, kind, identifier, label, ownerId, at, searchText(identifier, key, label), key],
  );
  if (stored.length === 0) throw new Problem('line.identifier_taken');
  await appendEvents(tx, [
    draft({
      event: lineRegistered,
      subject: `line/${lineId}`,
      version: 1,
      facts: { lineId, organizationId: ownerId, kind, identifier, label },
      ...writtenBy(acting),
      occurredAt: at,
    }),
  ]);
  return lineId;
}

/** Numbers are the same however they are set: `+49 89 4711-0` and `+498947110`. */
const identifierKey = (kind: LineKind, identifier: string): string =>
  kind === 'contract' ? fold(identifier) : fold(identifier).replace(/[\s()./-]+/g, '') || fold(identifier);
