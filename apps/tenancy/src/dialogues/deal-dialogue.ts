import { type Acting, type dealDialogueResponseSchema, dialogueOpened } from '@tenantry/contracts';
import { refused } from '@tenantry/domain';
import { appendEvents, draft } from '@tenantry/messaging';
import { type Once, type Presence, requireAllowed, writtenBy } from '@tenantry/service-defaults';
import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import type { z } from 'zod';
import { requirePermission } from '../access/acting';
import type { Database } from '../access/find-access';
import { asId } from '../as-id';
import { visibleNames } from '../directory/visible-names';
import { lockVisibleOrganization } from '../organizations/lock-visible';
import type { Transact } from '../transact';
import type { Wall } from '../visibility/wall';
import { type DialogueRow, dialogueSubject, toDialogue } from './dialogue-rows';
import { findOperators, idsOfOperators } from './find-operators';
import { takePlace } from './take-place';
import { turns } from './turns';

export type DealDialogue = {
  /** As it came with the request. */
  organizationId: string;
  reference: string | null;
  acting: Acting;
};
type Dealt = z.infer<typeof dealDialogueResponseSchema>;
type Deps = { database: DataSource; wall: Wall; presence: Presence; transact: Transact; clock: () => Date };

/**
 * Deals a new dialogue to the active, online chat operator of the organization with the lowest share of their maximum open
 * and publishes `tenancy.dialogue.opened.v1` (A13). The dealings of one organization follow each other, in whichever replica.
 * Problems: 404 `organization.not_found`, 403 `permission.missing`, 409 `organization.wrong_status`, and where nobody is
 * free 409 `dialogue.no_operator_free`: nothing has changed then.
 */
export const dealDialogue = ({ database, wall, presence, transact, clock }: Deps) => {
  const inTurn = turns();

  return async (
    { organizationId: typedId, reference, acting }: DealDialogue,
    once?: Once,
  ): Promise<Dealt> => {
    const id = asId(typedId);
    // Before the lock is taken: nobody waits for Redis behind it.
    const online = await onlineOf(database, presence, id);
    return inTurn(id ?? '', () =>
      transact(async (tx) => {
        const { actor, organization } = await lockVisibleOrganization(tx, acting, id, 'change');
        requirePermission(actor, 'dialogue.manage');
        if (organization.effectiveStatus !== 'active')
          requireAllowed(refused('wrong_status', true), 'organization.not_found');
        const organizationId = organization.id;
        const userId = await takePlace(tx, organizationId, online);
        const row = await open(tx, { organizationId, userId, reference, openedAt: clock() }, acting);
        const names = await wall(actor, (seen) => visibleNames(seen, actor, [userId]));
        return { subject: dialogueSubject(row.id), version: row.version, dialogue: toDialogue(row, names) };
      }, once),
    );
  };
};

async function onlineOf(
  database: Database,
  presence: Presence,
  organizationId: string | undefined,
): Promise<ReadonlySet<string>> {
  if (organizationId === undefined) return new Set();
  return presence.onlineAmong(idsOfOperators(await findOperators(database, organizationId)));
}

async function open(
  tx: EntityManager,
  dealt: Pick<DialogueRow, 'organizationId' | 'userId' | 'reference' | 'openedAt'>,
  acting: Acting,
): Promise<DialogueRow> {
  const row: DialogueRow = { ...dealt, id: randomUUID(), version: 1, closedAt: null };
  const { id, organizationId, userId, reference, version, openedAt } = row;
  await tx.query(
    `insert into dialogues (id, organization_id, user_id, reference, version, opened_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [id, organizationId, userId, reference, version, openedAt],
  );
  await appendEvents(tx, [
    draft({
      event: dialogueOpened,
      subject: dialogueSubject(id),
      version,
      facts: { dialogueId: id, organizationId, userId },
      personal: { reference },
      ...writtenBy(acting),
      occurredAt: openedAt,
    }),
  ]);
  return row;
}
