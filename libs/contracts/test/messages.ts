import { randomUUID } from 'node:crypto';

const userId = randomUUID();

/** A whole `identity.user.blocked.v1` as it stands on the bus. */
export const blockedMessage = {
  specversion: '1.0',
  id: randomUUID(),
  source: 'tenantry/identity',
  type: 'identity.user.blocked.v1',
  subject: `user/${userId}`,
  time: '2026-11-22T10:00:00.000Z',
  datacontenttype: 'application/json',
  dataschema: 'urn:tenantry:identity.user.blocked.v1',
  sequence: '0000000003',
  actor: `user/${randomUUID()}`,
  environment: 'production',
  data: { userId, personal: { reason: 'Repeated abuse' } },
};
