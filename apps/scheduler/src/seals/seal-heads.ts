import type { keepSealHead, SealHead } from '@tenantry/contracts';
import type { Handler } from '@tenantry/messaging';
import type { EntityManager } from 'typeorm';

/** For so long every end is kept, which may be one a minute; after that the last of each day. */
const everyOneFor = '7 days';
/** What one command holds of them: a day's, and the days before that (a message has 256 KiB at most). */
const mostOfLate = 1500;
const mostDays = 800;

/**
 * Keeps the end of a service's chain (B7). One that is known stays as it was told first: should the service tell another hash
 * for the same place, its next check misses the first.
 */
export const keepHead: Handler<typeof keepSealHead> = async (message, { tx }) => {
  requireOwn(message);
  const { service, seq, hash } = message.data;
  await tx.query('insert into seal_head (service, seq, hash) values ($1, $2, $3) on conflict do nothing', [
    service,
    seq,
    hash,
  ]);
  await tx.query(
    `delete from seal_head old using seal_head later
     where old.service = $1 and old.told_at < now() - $2::interval and later.service = old.service
       and later.seq > old.seq and later.told_at::date = old.told_at::date`,
    [service, everyOneFor],
  );
};

/**
 * A service speaks for itself only.
 * @throws where another one sent it: the message is parked, for a person to look at
 */
export function requireOwn({
  source,
  data: { service },
}: {
  source: string;
  data: { service: string };
}): void {
  if (source !== `tenantry/${service}`) throw new Error(`${source} speaks for ${service}.`);
}

/** The ends that a service has told, which its chain must still go through. */
export async function headsOf(manager: EntityManager, service: string): Promise<SealHead[]> {
  return manager.query<SealHead[]>(
    `(select seq::float8 as seq, hash from seal_head where service = $1 order by seq desc limit $2)
     union
     (select seq::float8, hash from (
        select distinct on (told_at::date) seq, hash, told_at from seal_head where service = $1
        order by told_at::date desc, seq desc limit $3) daily)`,
    [service, mostOfLate, mostDays],
  );
}
