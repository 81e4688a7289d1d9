import type { Acting, AnyEvent } from '@tenantry/contracts';
import { type Actor, decideOnOrganization, type OrganizationAct } from '@tenantry/domain';
import { appendEvents, draft, type EventDraft } from '@tenantry/messaging';
import { Problem, requireAllowed, writtenBy } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import { type OrganizationInPlace, toOrganization } from './find-organization';
import { getOrganization } from './get-organization';
import { lockVisibleOrganization } from './lock-visible';
import { organizationSchema, type OrganizationState } from './organization.schema';

type Changeable = Partial<Omit<OrganizationState, 'id' | 'parentId' | 'path' | 'version'>>;

/**
 * The organization, locked until the end of the transaction, where the actor may do this to it, and the actor as they
 * are then.
 * @param seen the version that the actor read, where the act builds on it
 * @throws {Problem} `organization.not_found`; `permission.missing` and other refusals with `rule` and `mend`;
 * `organization.changed` with `current` where another version is there than the one that was seen
 */
export async function lockOrganization(
  tx: EntityManager,
  acting: Acting,
  id: string | undefined,
  act: OrganizationAct,
  seen?: number,
): Promise<{ actor: Actor; organization: OrganizationInPlace }> {
  const { actor, organization } = await lockVisibleOrganization(tx, acting, id, 'change');
  requireAllowed(decideOnOrganization(actor, act, toOrganization(organization)), 'organization.not_found');
  if (seen !== undefined && seen !== organization.version) {
    const current = await getOrganization(tx, actor, organization.id);
    throw new Problem('organization.changed', { extensions: { current } });
  }
  return { actor, organization };
}

/** Writes the change of a locked organization and its event, as its next version. */
export async function changeOrganization<E extends AnyEvent>(
  tx: EntityManager,
  organization: OrganizationState,
  changes: Changeable,
  event: Pick<EventDraft<E>, 'event' | 'facts' | 'personal'> & { acting: Acting; at: Date },
): Promise<void> {
  const version = organization.version + 1;
  await tx.update(organizationSchema, { id: organization.id }, { ...changes, version });
  await appendEvents(tx, [
    draft({
      event: event.event,
      subject: `organization/${organization.id}`,
      version,
      facts: event.facts,
      personal: event.personal,
      ...writtenBy(event.acting),
      occurredAt: event.at,
    }),
  ]);
}
