import type { RaisedEpoch } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';

/** Whose sessions were ended since then, with the epoch that Redis has to hold. */
export const epochsRaisedSince =
  (database: DataSource) =>
  (since: Date): Promise<RaisedEpoch[]> =>
    database.query<RaisedEpoch[]>('select id as "userId", epoch from users where epoch_raised_at >= $1', [
      since,
    ]);
