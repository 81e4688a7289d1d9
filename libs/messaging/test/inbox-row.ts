import { randomUUID } from 'node:crypto';
import { toSequence } from '@tenantry/contracts';
import type { InboxRow } from '../src/read-message';
import { environment, thingChanged } from './thing-definitions';

export const handledType = thingChanged.type;
export const unhandledType = 'alpha.thing.seen.v1';

/** What the intake makes of a message about a thing. */
export function inboxRow(
  subject: string,
  version: number,
  type: string = handledType,
  thingId: string = randomUUID(),
): InboxRow {
  const body = {
    specversion: '1.0',
    id: randomUUID(),
    source: 'tenantry/alpha',
    type,
    subject,
    time: '2026-03-01T10:00:00.000Z',
    datacontenttype: 'application/json',
    dataschema: `urn:tenantry:${type}`,
    sequence: toSequence(version),
    actor: 'service/alpha',
    environment,
    data: { thingId, n: version },
  };
  const { id: eventId, source } = body;
  const rest = { defect: null, replayed: false, expiresAt: null };
  return { source, subject, version, eventId, type, body: JSON.stringify(body), ...rest };
}
