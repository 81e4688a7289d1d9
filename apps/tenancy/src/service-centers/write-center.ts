import type { AnyEvent } from '@tenantry/contracts';
import { appendEvents, type EventDraft } from '@tenantry/messaging';
import type { writtenBy } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';

/** Who acts, and when. */
export type By = ReturnType<typeof writtenBy> & { at: Date };

/** `service-center/<id>`. */
export const centerSubject = (centerId: string): string => `service-center/${centerId}`;

/** Raises the version of a locked center and publishes what has happened to it. */
export async function publishOnCenter<E extends AnyEvent>(
  tx: EntityManager,
  centerId: string,
  { event, facts, at, ...by }: Pick<EventDraft<E>, 'event' | 'facts'> & By,
): Promise<number> {
  const [raised] = await tx.query<{ version: number }[]>(
    `with raised as (
       update service_centers set version = version + 1 where id = $1 returning version
     ) select version from raised`,
    [centerId],
  );
  const version = raised?.version ?? 1;
  const drafted: EventDraft<E> = {
    event,
    subject: centerSubject(centerId),
    version,
    facts,
    ...by,
    occurredAt: at,
  };
  await appendEvents(tx, [drafted]);
  return version;
}
